package dev.lastcall.library.executors;

import java.lang.reflect.Field;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.SynchronousQueue;

/**
 * Who waits at a queue that hands an element straight to a waiting thread. Such a thread is still parked when it has the
 * element: being parked proves nothing, and for a busy machine's milliseconds. What proves that it has none is its node
 * in the queue, unmatched. (Seen in the sources of 8, 11, 17, 21 and 25: a node has {@code waiter} and {@code next}; a
 * request is matched once {@code match}, or else {@code item}, is not null. From 21 on SynchronousQueue is built on
 * LinkedTransferQueue, before it has nodes of its own, the fair and the unfair kind alike reached from {@code head}.)
 */
final class Handoffs {

    private static final int TRIES = 3;
    private static final Field TRANSFERER = Fields.of(SynchronousQueue.class, "transferer");

    private Handoffs() {}

    static boolean areMadeBy(BlockingQueue<?> queue) {
        return queue instanceof SynchronousQueue || queue instanceof LinkedTransferQueue;
    }

    /** The threads that wait and had not been handed anything when their node was read; perhaps not all of these. */
    static Set<Thread> waitingAt(BlockingQueue<?> queue) {
        Object linked = queue instanceof SynchronousQueue ? Fields.get(TRANSFERER, queue) : queue;
        Field head = Fields.of(linked.getClass(), "head");
        Set<Thread> waiting = Collections.newSetFromMap(new IdentityHashMap<Thread, Boolean>());
        for (int i = 0; i < TRIES; i++) {
            if (walk(Fields.get(head, linked), waiting)) {
                break;
            }
        }
        return waiting;
    }

    /** @return false if the walk strayed off the list, onto a node that links to itself */
    private static boolean walk(Object head, Set<Thread> waiting) {
        if (head == null) {
            return true;
        }
        Node type = new Node(head.getClass());
        for (Object node = head; node != null; ) {
            // The waiter first: a node that was a request unmatched after its waiter was known is that thread's still.
            Thread waiter = (Thread) Fields.get(type.waiter, node);
            if (waiter != null && type.isOpenRequest(node)) {
                waiting.add(waiter);
            }
            Object next = Fields.get(type.next, node);
            if (next == node) {
                return false;
            }
            node = next;
        }
        return true;
    }

    private static final class Node {
        final Field next;
        final Field waiter;
        private final Field match;
        private final Field item;
        private final Field mode;
        private final Field isData;

        Node(Class<?> type) {
            next = Fields.of(type, "next");
            waiter = Fields.of(type, "waiter");
            match = Fields.ifAny(type, "match");
            item = Fields.of(type, "item");
            mode = match == null ? null : Fields.of(type, "mode");
            isData = match == null ? Fields.of(type, "isData") : null;
        }

        boolean isOpenRequest(Object node) {
            return match == null
                    ? Boolean.FALSE.equals(Fields.get(isData, node)) && Fields.get(item, node) == null
                    : Fields.number(mode, node) == 0 && Fields.get(match, node) == null;
        }
    }
}
