package dev.lastcall.core.jdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lastcall.core.time.Clock;
import dev.lastcall.core.time.Deadline;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BacklogTest {

    private static final Deadline FAR = Deadline.in(Clock.SYSTEM, Duration.ofMinutes(1));

    @Test
    void connectionThatNobodyHasAcceptedIsSeen() throws Exception {
        try (Selector selector = Selector.open();
                ServerSocketChannel listener = listen(selector)) {
            Backlog backlog = Backlog.of(listener, FAR).get();
            SocketChannel.open(listener.getLocalAddress()).close();
            assertThat(backlog.isReadyToClose()).isFalse();
            listener.accept().close();
            assertThat(backlog.isReadyToClose()).isTrue();
        }
    }

    /** In the middle of a drain, say: then there is nothing left that could fail. */
    @Test
    void listenerThatItsApplicationHasClosedIsClosed() throws Exception {
        ServerSocketChannel listener = ServerSocketChannel.open().bind(null);
        listener.close();
        boolean[] closed = new boolean[1];
        Backlog.emptyThenClose(listener, FAR, () -> closed[0] = true);
        assertThat(closed[0]).isTrue();
    }

    /** Clients that find it full believe that they are connected; the close would reset them. */
    @Test
    void backlogIsNotShortenedWhileOthersWaitInIt() throws Exception {
        try (Selector selector = Selector.open();
                ServerSocketChannel listener = listen(selector)) {
            Backlog backlog = Backlog.of(listener, FAR).get();
            for (int waiting = 1; waiting <= 5; waiting++) {
                assertThat(connects(listener)).as("client %d", waiting).isTrue();
                assertThat(backlog.isReadyToClose()).isFalse();
            }
        }
    }

    @Test
    void emptyBacklogIsAsShortAsTheKernelAllows() throws Exception {
        try (Selector selector = Selector.open();
                ServerSocketChannel listener = listen(selector)) {
            assertThat(Backlog.of(listener, FAR).get().isReadyToClose()).isTrue();
            assertThat(connects(listener)).isTrue();
            assertThat(connects(listener)).isFalse();
        }
    }

    @Test
    void backlogThatNobodyEmptiesIsShortenedWhenPatienceEnds() throws Exception {
        try (Selector selector = Selector.open();
                ServerSocketChannel listener = listen(selector)) {
            AtomicLong now = new AtomicLong();
            Backlog backlog = Backlog.of(listener, Deadline.in(now::get, Duration.ofMinutes(1)))
                    .get();
            assertThat(connects(listener)).isTrue();
            now.addAndGet(Duration.ofSeconds(1).toNanos());
            assertThat(backlog.isReadyToClose()).isFalse();
            assertThat(connects(listener)).isFalse();
        }
    }

    /** The JDK closes a channel that a selector watches when the selector selects next, and this one never does. */
    @Test
    void listenerThatASelectorStillWatchesRefusesAtOnce() throws Exception {
        try (Selector selector = Selector.open()) {
            ServerSocketChannel listener = listen(selector);
            InetSocketAddress address = (InetSocketAddress) listener.getLocalAddress();
            Backlog.of(listener, FAR).get().refuse();
            listener.close();
            assertThatThrownBy(() -> SocketChannel.open(address)).isInstanceOf(ConnectException.class);
        }
    }

    /** The kernel answers no one who finds the backlog full, so this client gives up. */
    private static boolean connects(ServerSocketChannel listener) throws Exception {
        Socket client = new Socket(); // stays open, and in the backlog
        try {
            client.connect(listener.getLocalAddress(), 300);
            return true;
        } catch (SocketTimeoutException unanswered) {
            return false;
        }
    }

    private static ServerSocketChannel listen(Selector selector) throws Exception {
        ServerSocketChannel listener = ServerSocketChannel.open();
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        listener.configureBlocking(false);
        listener.register(selector, SelectionKey.OP_ACCEPT);
        return listener;
    }
}
