// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// SHA-256 written out in Solidity (FIPS 180-4), as contracts did before they knew precompiles.
contract Sha256 {
    bytes32[8] private constants; // 64 round constants of 32 bits, eight to a word

    constructor(bytes32[8] memory roundConstants) {
        constants = roundConstants;
    }

    function digest(bytes memory message) external view returns (bytes32) {
        bytes memory padded = pad(message);
        uint32[64] memory k;
        for (uint256 i = 0; i < 64; i++) k[i] = uint32(uint256(constants[i / 8]) >> (224 - 32 * (i % 8)));
        uint32[8] memory h = [
            uint32(0x6a09e667), 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19
        ];
        for (uint256 offset = 0; offset < padded.length; offset += 64) compress(h, k, padded, offset);
        uint256 result;
        for (uint256 i = 0; i < 8; i++) result = (result << 32) | h[i];
        return bytes32(result);
    }

    function pad(bytes memory message) private pure returns (bytes memory padded) {
        padded = new bytes(((message.length + 8) / 64 + 1) * 64);
        for (uint256 i = 0; i < message.length; i++) padded[i] = message[i];
        padded[message.length] = 0x80;
        uint256 bits = message.length * 8;
        for (uint256 i = 0; i < 8; i++) padded[padded.length - 1 - i] = bytes1(uint8(bits >> (8 * i)));
    }

    function compress(uint32[8] memory h, uint32[64] memory k, bytes memory data, uint256 offset) private pure {
        unchecked {
            uint32[64] memory w;
            for (uint256 i = 0; i < 16; i++)
                for (uint256 j = 0; j < 4; j++) w[i] = (w[i] << 8) | uint8(data[offset + 4 * i + j]);
            for (uint256 i = 16; i < 64; i++) {
                uint32 s0 = rotate(w[i - 15], 7) ^ rotate(w[i - 15], 18) ^ (w[i - 15] >> 3);
                uint32 s1 = rotate(w[i - 2], 17) ^ rotate(w[i - 2], 19) ^ (w[i - 2] >> 10);
                w[i] = w[i - 16] + s0 + w[i - 7] + s1;
            }
            uint32[8] memory s;
            for (uint256 i = 0; i < 8; i++) s[i] = h[i];
            for (uint256 i = 0; i < 64; i++) {
                uint32 t1 = s[7] + (rotate(s[4], 6) ^ rotate(s[4], 11) ^ rotate(s[4], 25))
                    + ((s[4] & s[5]) ^ (~s[4] & s[6])) + k[i] + w[i];
                uint32 t2 = (rotate(s[0], 2) ^ rotate(s[0], 13) ^ rotate(s[0], 22))
                    + ((s[0] & s[1]) ^ (s[0] & s[2]) ^ (s[1] & s[2]));
                for (uint256 j = 7; j > 0; j--) s[j] = s[j - 1];
                s[4] += t1;
                s[0] = t1 + t2;
            }
            for (uint256 i = 0; i < 8; i++) h[i] += s[i];
        }
    }

    function rotate(uint32 x, uint32 by) private pure returns (uint32) {
        unchecked {
            return (x >> by) | (x << (32 - by));
        }
    }
}
