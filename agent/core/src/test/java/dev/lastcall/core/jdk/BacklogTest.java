package dev.lastcall.core.jdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.junit.jupiter.api.Test;

class BacklogTest {

    @Test
    void connectionThatNobodyHasAcceptedIsSeen() throws Exception {
        try (Selector selector = Selector.open();
                ServerSocketChannel listener = listen(selector)) {
            Backlog backlog = Backlog.of(listener).get();
            assertThat(backlog.isEmpty()).isTrue();
            SocketChannel.open(listener.getLocalAddress()).close();
            assertThat(backlog.isEmpty()).isFalse();
        }
    }

    /** The JDK closes a channel that a selector watches when the selector selects next, and this one never does. */
    @Test
    void listenerThatASelectorStillWatchesRefusesAtOnce() throws Exception {
        try (Selector selector = Selector.open()) {
            ServerSocketChannel listener = listen(selector);
            InetSocketAddress address = (InetSocketAddress) listener.getLocalAddress();
            Backlog.of(listener).get().refuse();
            listener.close();
            assertThatThrownBy(() -> SocketChannel.open(address)).isInstanceOf(ConnectException.class);
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
