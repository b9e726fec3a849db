package dev.lastcall.harness;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/** A process that an {@link App} started. Closing it kills what is left of it. */
public final class RunningApp implements AutoCloseable {
    private static final Pattern LISTENING = Pattern.compile("listening on (\\d+)");
    private static final Duration START = Duration.ofSeconds(60);

    private final Process process;
    private final String name;
    private final String cell;
    private final Lines stdout;
    private final Lines stderr;
    private final CompletableFuture<Long> gone;
    private final Thread killer;
    private volatile long since = System.nanoTime();
    private volatile boolean signalled;

    RunningApp(Process process, String name, String cell) {
        this.process = process;
        this.name = name;
        this.cell = cell;
        this.gone = process.onExit().thenApply(exited -> System.nanoTime());
        this.stdout = new Lines("stdout of " + name, process.getInputStream());
        this.stderr = new Lines("stderr of " + name, process.getErrorStream());
        this.killer = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(killer);
    }

    /** Awaits the line {@code listening on <port>} that applications under test print once they serve. */
    public int port() throws InterruptedException {
        try {
            return Integer.parseInt(stdout.await(LISTENING, START).group(1));
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "\nstderr was:\n" + stderr.text(), e);
        }
    }

    public long pid() {
        return process.pid();
    }

    /** Sends a signal by its name without SIG, such as {@code TERM}; durations count from the first one. */
    public void signal(String signal) throws IOException, InterruptedException {
        long now = System.nanoTime();
        if (signal.equals("TERM")) {
            // The same kill(2), without some 10 ms for a process to be started first, and safe from a reused pid.
            process.toHandle().destroy();
        } else {
            int code = new ProcessBuilder("kill", "-" + signal, Long.toString(pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new IOException("kill -" + signal + " " + pid() + " failed, exit code " + code);
            }
        }
        if (!signalled) {
            signalled = true;
            since = now;
        }
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public Exit awaitExit(Duration atMost) throws InterruptedException {
        try {
            long at = gone.get(atMost.toNanos(), TimeUnit.NANOSECONDS);
            return new Exit(process.exitValue(), at, Duration.ofNanos(at - since));
        } catch (TimeoutException e) {
            throw new AssertionError(
                    name + ": still running after " + atMost + "; its stderr was:\n" + stderr.text(), e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Writes to its stdin. */
    public void write(String text) throws IOException {
        process.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
    }

    public Lines stdout() {
        return stdout;
    }

    public Lines stderr() {
        return stderr;
    }

    @Override
    public void close() throws InterruptedException {
        Workspace.keep(process.pid() + ".err", name + "\n" + stderr.text());
        process.destroyForcibly().waitFor();
        if (!cell.isEmpty()) {
            Drained.note(cell, stderr.awaitEnd(START));
        }
        try {
            Runtime.getRuntime().removeShutdownHook(killer);
        } catch (IllegalStateException e) {
            // We are being shut down ourselves; the hook finds nothing to kill.
        }
    }

    @Override
    public String toString() {
        return name + " (pid " + pid() + ")";
    }
}
