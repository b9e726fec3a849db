package com.acme.orders;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One scanner: {@code ORDER <id> [<milliseconds>]} is answered with {@code OK <id>} once the order is placed. */
final class LineSession implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(LineSession.class);

    private final Socket socket;
    private final OrderStore orders;
    private String line;

    LineSession(Socket socket, OrderStore orders) {
        this.socket = socket;
        this.orders = orders;
    }

    @Override
    public void run() {
        try (BufferedReader in =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
                PrintWriter out =
                        new PrintWriter(new OutputStreamWriter(socket.getOutputStream(), StandardCharsets.UTF_8))) {
            for (line = in.readLine(); line != null; line = in.readLine()) {
                begin();
                String answer = answer();
                out.print(answer + "\n");
                out.flush();
                finish();
            }
        } catch (IOException e) {
            LOG.info("A scanner has gone: {}", e.getMessage());
        }
    }

    private void begin() {
        LOG.debug("Begin {}", line);
    }

    private String answer() {
        String[] words = line.split(" ");
        try {
            orders.place(words[1], words.length > 2 ? Integer.parseInt(words[2]) : 0);
            return "OK " + words[1];
        } catch (Exception e) {
            LOG.error("Not placed: {}", line, e);
            return "FAILED " + e.getMessage();
        }
    }

    private void finish() {
        LOG.debug("Finished {}", line);
    }
}
