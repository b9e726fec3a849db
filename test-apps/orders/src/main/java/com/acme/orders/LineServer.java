package com.acme.orders;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import javax.management.JMException;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The warehouse's scanners speak lines of text over TCP; each connection has a thread. */
public final class LineServer implements LineServerMBean {
    private static final Logger LOG = LoggerFactory.getLogger(LineServer.class);

    private final ServerSocket socket;
    private final OrderStore orders;

    LineServer(int port, OrderStore orders) throws IOException, JMException {
        this.socket = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        this.orders = orders;
        ManagementFactory.getPlatformMBeanServer()
                .registerMBean(this, new ObjectName("com.acme.orders:type=LineServer"));
    }

    int port() {
        return socket.getLocalPort();
    }

    void start() {
        Thread acceptor = new Thread(this::accept, "line-acceptor");
        acceptor.setDaemon(true);
        acceptor.start();
    }

    @Override
    public void stop() throws IOException {
        socket.close();
    }

    private void accept() {
        try {
            while (true) {
                Socket connection = socket.accept();
                Thread session = new Thread(new LineSession(connection, orders), "line-session");
                session.setDaemon(true);
                session.start();
            }
        } catch (IOException e) {
            LOG.info("No more scanners are accepted: {}", e.getMessage());
        }
    }
}
