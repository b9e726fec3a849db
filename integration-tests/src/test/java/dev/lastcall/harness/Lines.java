package dev.lastcall.harness;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a process writes, read while it runs by a thread of our own so that the process never blocks on us. */
public final class Lines {
    private final String name;
    private final List<String> lines = new ArrayList<>();
    private final List<Long> arrivals = new ArrayList<>();
    private boolean ended;

    Lines(String name, InputStream in) {
        this.name = name;
        Thread reader = new Thread(() -> read(in), name);
        reader.setDaemon(true);
        reader.start();
    }

    /** The first line, of those that came and those to come, in which the pattern is found. */
    public Matcher await(Pattern pattern, Duration atMost) throws InterruptedException {
        return await(pattern, 0, atMost);
    }

    /** The same for the line that comes after so many others in which the pattern is found. */
    public Matcher await(Pattern pattern, int others, Duration atMost) throws InterruptedException {
        int toSkip = others;
        long deadline = System.nanoTime() + atMost.toNanos();
        synchronized (lines) {
            for (int next = 0; ; ) {
                for (; next < lines.size(); next++) {
                    Matcher matcher = pattern.matcher(lines.get(next));
                    if (matcher.find() && toSkip-- == 0) {
                        return matcher;
                    }
                }
                long left = deadline - System.nanoTime();
                if (ended || left <= 0) {
                    throw new AssertionError(name + ": no line matches " + pattern
                            + (ended ? ", and it has ended" : " within " + atMost) + "; it was:\n" + text());
                }
                lines.wait(left / 1_000_000 + 1);
            }
        }
    }

    /** All lines, once the process has closed this stream. */
    public List<String> awaitEnd(Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        synchronized (lines) {
            while (!ended) {
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    throw new AssertionError(name + ": still open after " + atMost);
                }
                lines.wait(left / 1_000_000 + 1);
            }
            return List.copyOf(lines);
        }
    }

    /** When, on {@link System#nanoTime}, the first line came in which the pattern is found; empty if none has yet. */
    public OptionalLong arrivalNanos(Pattern pattern) {
        synchronized (lines) {
            for (int i = 0; i < lines.size(); i++) {
                if (pattern.matcher(lines.get(i)).find()) {
                    return OptionalLong.of(arrivals.get(i));
                }
            }
            return OptionalLong.empty();
        }
    }

    public List<String> soFar() {
        synchronized (lines) {
            return List.copyOf(lines);
        }
    }

    public String text() {
        return String.join("\n", soFar());
    }

    private void read(InputStream in) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                synchronized (lines) {
                    lines.add(line);
                    arrivals.add(System.nanoTime());
                    lines.notifyAll();
                }
            }
        } catch (IOException e) {
            // The process is gone and its pipe with it: the same as the end of the stream.
        } finally {
            synchronized (lines) {
                ended = true;
                lines.notifyAll();
            }
        }
    }
}
