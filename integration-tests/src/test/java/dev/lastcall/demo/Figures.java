package dev.lastcall.demo;

import dev.lastcall.harness.Exit;
import dev.lastcall.load.Loss;
import java.time.Duration;
import java.util.List;

/**
 * What one run came to.
 *
 * @param unreadyReason the answer to /health that took the service out of rotation
 * @param stoppedEarly clients that stopped while the service was in rotation, and why
 * @param missingOrders acknowledged and not in the database
 * @param unacknowledgedOrders in the database and not acknowledged
 * @param missingAudits orders in the database without an audit record
 * @param idleToExit from the last response, or from the end of the lame duck if that was later
 * @param lostPrices still in the service's write-behind cache when it ended
 * @param halfDoneMoves runs of the shipping job that began and never committed, and orders that are half placed
 */
record Figures(
        int sent,
        int inFlightAtSignal,
        List<Loss> losses,
        int refused,
        String unreadyReason,
        List<String> stoppedEarly,
        int missingOrders,
        int unacknowledgedOrders,
        int missingAudits,
        int halfDoneMoves,
        int lostPrices,
        Exit exit,
        Duration lastResponseToExit,
        Duration idleToExit,
        long signalNanos,
        List<String> stderr) {

    long lost(Loss.How how) {
        return losses.stream().filter(loss -> loss.how() == how).count();
    }

    boolean isWithoutLoss() {
        return losses.isEmpty()
                && missingOrders == 0
                && unacknowledgedOrders == 0
                && missingAudits == 0
                && halfDoneMoves == 0
                && lostPrices == 0;
    }
}
