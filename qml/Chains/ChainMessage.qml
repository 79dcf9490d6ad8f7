import QtQuick
import Archipelago.App

// Why a chain is not simply running, with a button that cures it where one can.
StateMessage {
    id: root

    required property ChainEntry subject

    // It runs, but what it settles on takes nothing: starting it again would change nothing.
    readonly property bool batchesWait: root.subject.chainState === ChainState.Degraded
                                        && (root.subject.settles || root.subject.isMainland)
                                        && mainland.settlingState === ChainState.Degraded
    readonly property bool shoreRests: !root.subject.isMainland && mainland.embedded
                                       && (shore.chainState === ChainState.Stopped || shore.chainState === ChainState.Failed)

    chainState: root.subject.chainState
    detail: root.subject.detail
    cure: root.subject.cure
    action: {
        if (root.batchesWait)
            return root.shoreRests ? qsTr("Start the mainland", "button: starts the L1") : "";
        return root.chainState === ChainState.Failed || root.chainState === ChainState.Degraded
               ? qsTr("Start again", "button: after a failure") : "";
    }
    onActionTriggered: {
        if (root.batchesWait)
            Engine.startChain(shore.name);
        else if (root.chainState === ChainState.Failed)
            Engine.startChain(root.subject.name);
        else
            Engine.restartChain(root.subject.name);    // a degraded chain runs: it is stopped first
    }

    MainlandEntry {
        id: mainland
        chains: Engine.chains
    }
    ChainEntry {
        id: shore
        chains: Engine.chains
        name: "mainland"
    }
}
