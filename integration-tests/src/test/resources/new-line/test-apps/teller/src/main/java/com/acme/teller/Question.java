package com.acme.teller;

import java.net.Socket;

/** A client that waits for its answer. */
public final class Question {
    final Socket client;

    Question(Socket client) {
        this.client = client;
    }

    @Override
    public String toString() {
        return "question from " + client.getRemoteSocketAddress();
    }
}
