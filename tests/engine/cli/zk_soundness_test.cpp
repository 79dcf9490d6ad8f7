// archipelago zk soundness, as a user runs it.

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QtTest>

class ZkSoundnessTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void default_set_is_accepted_and_every_term_is_told();
    void a_set_below_its_declared_bits_fails();
    void sets_of_whir_tell_their_words();
    void lists_the_sets();
    void refuses_what_it_does_not_know();
};

namespace {

struct Outcome {
    int exit_code = -1;
    QByteArray text;

    [[nodiscard]] QJsonObject json() const { return QJsonDocument::fromJson(text).object(); }
};

Outcome run(QStringList arguments)
{
    arguments = QStringList{QStringLiteral("zk"), QStringLiteral("soundness")} + arguments;
    QProcess process;
    process.start(QStringLiteral(ARCHI_BIN_DIR "/archipelago"), arguments);
    if (!process.waitForFinished()) return {};
    return {process.exitCode(), process.readAllStandardOutput()};
}

}  // namespace

void ZkSoundnessTest::default_set_is_accepted_and_every_term_is_told()
{
    const auto text = run({});
    QCOMPARE(text.exit_code, 0);
    for (const auto* word : {"default_100", "136 queries", "global fingerprint", "GKR sumcheck",
                             "fold 14", "digest collisions", "Accepted."})
        QVERIFY2(text.text.contains(word), word);
    const auto json = run({QStringLiteral("--json")}).json();
    QCOMPARE(json[QLatin1String("accepted")].toBool(), true);
    QCOMPARE(json[QLatin1String("allProofsBits")].toDouble(), 101.2);
    QCOMPARE(json[QLatin1String("terms")].toArray().size(), 28);
}

void ZkSoundnessTest::a_set_below_its_declared_bits_fails()
{
    const auto many = run({QStringLiteral("--segments"), QStringLiteral("4096"),
                           QStringLiteral("--layers"), QStringLiteral("8")});
    QCOMPARE(many.exit_code, 1);
    QVERIFY(many.text.contains("REFUSED: reaches fewer bits than it declares."));
    const auto unpinned = run({QStringLiteral("--regime"), QStringLiteral("johnson"),
                               QStringLiteral("--multiplicity"), QStringLiteral("10")});
    QCOMPARE(unpinned.exit_code, 1);
    QVERIFY(unpinned.text.contains("REFUSED: early commitments are not pinned"));
}

void ZkSoundnessTest::sets_of_whir_tell_their_words()
{
    const QStringList set{QStringLiteral("--set"), QStringLiteral("whir_johnson_100")};
    const auto text = run(set);
    QCOMPARE(text.exit_code, 0);
    for (const auto* word :
         {"WHIR, unique decoding (words of the opening: Johnson bound, multiplicity 10)",
          "rate 2^-5, 39 queries", "out of domain 3", "shift 1", "fold 12", "final sumcheck",
          "Accepted."})
        QVERIFY2(text.text.contains(word), word);
    const auto json = run(set + QStringList{QStringLiteral("--json")}).json();
    QCOMPARE(json[QLatin1String("opening")].toString(), QStringLiteral("WHIR"));
    const auto words = json[QLatin1String("words")].toArray();
    QCOMPARE(words.size(), 3);
    QCOMPARE(words[2].toObject()[QLatin1String("logInverseRate")].toInt(), 8);
    QCOMPARE(words[2].toObject()[QLatin1String("queries")].toInt(), 24);
}

void ZkSoundnessTest::lists_the_sets()
{
    const auto sets = run({QStringLiteral("--list"), QStringLiteral("--json")}).json();
    const auto list = sets[QLatin1String("sets")].toArray();
    QVERIFY(list.size() >= 6);
    for (const auto& set : list) {
        const auto name = set.toObject()[QLatin1String("name")].toString();
        QCOMPARE(run({QStringLiteral("--set"), name}).exit_code, 0);
    }
}

void ZkSoundnessTest::refuses_what_it_does_not_know()
{
    QCOMPARE(run({QStringLiteral("--set"), QStringLiteral("toy")}).exit_code, 1);
    QCOMPARE(run({QStringLiteral("--regime"), QStringLiteral("capacity")}).exit_code, 2);
    QCOMPARE(run({QStringLiteral("--segments"), QStringLiteral("0")}).exit_code, 2);
}

QTEST_GUILESS_MAIN(ZkSoundnessTest)
#include "zk_soundness_test.moc"
