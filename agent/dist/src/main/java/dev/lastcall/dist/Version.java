package dev.lastcall.dist;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** The agent's version, as the build wrote it into the jar. */
final class Version {

    private Version() {}

    static String read() throws IOException {
        InputStream in = Version.class.getClassLoader().getResourceAsStream("lastcall.version");
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
            return reader.readLine();
        }
    }
}
