#include <QtTest>

#include "net/host_rules.hpp"
#include "net/url.hpp"

namespace archi::net::tests {

class NamesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void takes_the_name_out_of_a_host_header()
    {
        QCOMPARE(host_name("LocalHost:8545"), std::string("localhost"));
        QCOMPARE(host_name("[::1]:80"), std::string("[::1]"));
        QCOMPARE(host_name("[::1]"), std::string("[::1]"));
        for (const auto* malformed : {"", "[::1", "a:b", "a:123456", "a:", "[::1]x"})
            QCOMPARE(host_name(malformed), std::string());
    }

    void allows_loopback_and_listed_hosts()
    {
        QVERIFY(is_host_allowed("localhost:1", {}));
        QVERIFY(is_host_allowed("Node.Example:1", {"node.example"}));
        QVERIFY(is_host_allowed("anything", {"*"}));
        QVERIFY(!is_host_allowed("evil.example", {"node.example"}));
        QVERIFY(!is_host_allowed("", {""}));
    }

    void allows_listed_origins()
    {
        QCOMPARE(allowed_origin("http://a", {"*"}), std::string("*"));
        QCOMPARE(allowed_origin("http://a", {"http://b", "http://a"}), std::string("http://a"));
        QCOMPARE(allowed_origin("http://a", {"http://b"}), std::string());
    }

    void reads_urls()
    {
        QCOMPARE(parse_url("http://localhost:8545").value(), (Url{"localhost", 8545, "/", ""}));
        QCOMPARE(parse_url("ws://[::1]:1/a?b").value(), (Url{"::1", 1, "/a?b", ""}));
        QCOMPARE(parse_url("http://host").value(), (Url{"host", 80, "/", ""}));
        QCOMPARE(parse_url("unix:/run/x.sock").value(), (Url{"", 80, "/", "/run/x.sock"}));
    }

    void refuses_malformed_urls_with_a_sentence()
    {
        for (const auto* malformed : {"", "localhost", "http://", "http://:80", "http://h:0",
                                      "http://h:99999", "http://h:8x", "http://[::1", "unix:"})
            QVERIFY2(parse_url(malformed).error().code == ErrorCode::kInvalidArgument, malformed);
        QVERIFY(parse_url("https://h").error().code == ErrorCode::kUnsupported);
    }
};

}  // namespace archi::net::tests

QTEST_GUILESS_MAIN(archi::net::tests::NamesTest)
#include "names_test.moc"
