package dev.lastcall.it.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.harness.RunningApp;
import dev.lastcall.it.Programs;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;

/** A signal around the opening of the port: whoever could connect is served, and after it nobody can. */
public abstract class Openings {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int RANDOM_MOMENTS = 2;

    /**
     * Starts the service that its arguments name, and does something beside it. It is a client inside the service, for none
     * outside would be there in the very moment in which the kernel begins to accept.
     */
    private static final String STARTER = """
            import java.io.*;
            import java.net.Socket;
            import java.nio.file.*;
            import java.util.*;
            import java.util.concurrent.*;
            import sun.misc.Signal;

            public final class Starter {
                interface Code { void run() throws Exception; }

                public static void main(String[] args) throws Exception {
                    switch (args[0]) {
                        case "first":
                            beside(() -> connect(true));
                            break;
                        case "random":
                            beside(() -> connect(false));
                            beside(() -> {
                                TimeUnit.MICROSECONDS.sleep(Long.parseLong(args[1]));
                                Signal.raise(new Signal("TERM"));
                            });
                            break;
                        default:
                            drainFirst();
                    }
                    Class.forName(args[2])
                            .getMethod("main", String[].class)
                            .invoke(null, (Object) Arrays.copyOfRange(args, 3, args.length));
                }

                static void connect(boolean raises) throws Exception {
                    int port = awaitPort();
                    try (Socket client = new Socket("127.0.0.1", port)) {
                        System.out.println("connected");
                        client.getOutputStream().write("GET /fast HTTP/1.1\\r\\nHost: me\\r\\n\\r\\n".getBytes("US-ASCII"));
                        if (raises) {
                            Signal.raise(new Signal("TERM"));
                        }
                        BufferedReader in = new BufferedReader(new InputStreamReader(client.getInputStream()));
                        System.out.println("answered " + in.readLine());
                    }
                }

                /** A service that has a task running when the signal comes, and goes on with its start. */
                static void drainFirst() throws Exception {
                    CountDownLatch opened = new CountDownLatch(1);
                    ExecutorService pool = Executors.newFixedThreadPool(1);
                    pool.submit(() -> opened.await(3, TimeUnit.SECONDS));
                    beside(() -> {
                        System.out.println("open on " + awaitPort());
                        opened.countDown();
                    });
                    Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("hook")));
                    Signal.raise(new Signal("TERM"));
                    while (Thread.getAllStackTraces().values().stream()
                            .flatMap(Arrays::stream)
                            .noneMatch(frame -> frame.getClassName().endsWith("drain.DrainTasks"))) {
                        Thread.yield();
                    }
                    System.out.println("draining");
                }

                static void beside(Code code) {
                    Thread thread = new Thread(() -> {
                        try {
                            code.run();
                        } catch (Exception e) {
                            System.out.println("lost " + e);
                        }
                    });
                    thread.setDaemon(true);
                    thread.start();
                }

                /** The first port on which this process listens: a new line in the kernel's tables, whose socket is ours. */
                static int awaitPort() throws IOException {
                    Set<String> seen = new HashSet<>();
                    while (true) {
                        for (String table : new String[] {"/proc/self/net/tcp", "/proc/self/net/tcp6"}) {
                            for (String line : Files.readAllLines(Paths.get(table))) {
                                String[] column = line.trim().split("\\\\s+");
                                if (column[3].equals("0A") && seen.add(column[9]) && isOurs(column[9])) {
                                    return Integer.parseInt(column[1].substring(column[1].lastIndexOf(':') + 1), 16);
                                }
                            }
                        }
                    }
                }

                static boolean isOurs(String inode) {
                    File[] files = new File("/proc/self/fd").listFiles();
                    for (File file : files == null ? new File[0] : files) {
                        try {
                            if (Files.readSymbolicLink(file.toPath()).toString().equals("socket:[" + inode + "]")) {
                                return true;
                            }
                        } catch (IOException closed) {
                            // by another thread
                        }
                    }
                    return false;
                }
            }
            """;

    /** With the default lame duck: a cold JVM needs longer for a first request than the other tests give theirs. */
    private static RunningApp start(Service.Cell cell, String mode, long micros) throws Exception {
        return cell.service()
                .plain()
                .get()
                .agent()
                .jdk(cell.jdk())
                .cell(cell)
                .startedBy("Starter", Programs.classes(STARTER), mode, Long.toString(micros))
                .start();
    }

    @EachCell
    void clientOfThePortsFirstMomentIsServedThoughTheSignalComesWithIt(Service.Cell cell) throws Exception {
        try (RunningApp app = start(cell, "first", 0)) {
            app.stdout().await(Pattern.compile("^answered HTTP/1.1 200"), SOON);
            assertThat(app.awaitExit(SOON).code()).isZero();
            app.stderr().await(Pattern.compile("armed: "), SOON);
            app.stderr().await(Pattern.compile("drained clean"), SOON);
        }
    }

    @EachCell
    void portIsNotOpenedAnyMoreAfterTheSignal(Service.Cell cell) throws Exception {
        try (RunningApp app = start(cell, "before", 0)) {
            assertThat(app.awaitExit(SOON).code()).isEqualTo(143);
            assertThat(app.stdout().awaitEnd(SOON))
                    .contains("draining", "hook")
                    .noneMatch(line -> line.startsWith("open on"));
        }
    }

    @EachCell
    void whenEverTheSignalComesNobodyWhoCouldConnectIsLost(Service.Cell cell) throws Exception {
        Random random = new Random();
        for (int i = 0; i < RANDOM_MOMENTS; i++) {
            long micros = 100_000 + random.nextInt(900_000);
            try (RunningApp app = start(cell, "random", micros)) {
                assertThat(app.awaitExit(SOON).code()).isIn(0, 143);
                List<String> said = app.stdout().awaitEnd(SOON);
                if (said.contains("connected")) {
                    assertThat(said)
                            .as("signal after " + micros + " us")
                            .anyMatch(line -> line.startsWith("answered HTTP/1.1 200"));
                }
            }
        }
    }
}
