// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

// Where the system contracts of an island live. They have neither constructors nor immutables: their code stands
// in the genesis. Those that the L1 knows too are in ../chain/Messaging.sol.

address constant INTEROP_ROOTS = address(0x10008);
address constant INTEROP_CENTER = address(0x1000d);
address constant INTEROP_HANDLER = address(0x1000e);

// Sender of what the L1's asset router deposits: AddressAlias.ofContract(L2_ASSET_ROUTER). The Bridgehub lets
// only its own router have it, and no contract of the L1 has the address that it would be the alias of.
address constant L1_ROUTER = address(uint160(0x1111000000000000000000000000000000001111) + uint160(0x10003));

// Which roots a message may be shown against
uint8 constant POLICY_INSTANT = 0; // sequenced by a chain of the same group
uint8 constant POLICY_SETTLED = 2; // executed on the L1
