package com.acme.teller;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;

/** Tells everyone who connects that all is well, after a while. */
public final class Teller {
    private final ServerSocket listener;

    Teller() throws IOException {
        listener = new ServerSocket(0);
    }

    public static void main(String[] args) throws IOException {
        Teller teller = new Teller();
        teller.listen();
        System.out.println("listening on " + teller.port());
        teller.accept();
    }

    void listen() {}

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                new Thread(() -> serve(new Question(client))).start();
            }
        } catch (IOException closed) {
            System.out.println("closed");
        }
    }

    void serve(Question question) {
        System.out.println("asked");
        try (Socket client = question.client) {
            Thread.sleep(2000);
            client.getOutputStream().write("all is well".getBytes());
        } catch (IOException | InterruptedException e) {
            System.out.println("failed " + e);
        }
    }

    public int port() {
        return listener.getLocalPort();
    }

    public void close() throws IOException {
        listener.close();
    }
}
