package dev.lastcall.rolling;

import dev.lastcall.harness.Await;
import dev.lastcall.harness.RawClient;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A balancer of production in front of two instances, as a process of its own on the loopback interface. */
final class Proxy implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(20);

    /** Which balancer, and how it is told to balance. Neither repeats a request that it has sent. */
    enum Kind {
        /** Asks for {@code /health} twice a second, keeps connections to the service and gives them to any client. */
        HAPROXY("haproxy", """
                defaults
                    mode http
                    timeout connect 5s
                    timeout client 60s
                    timeout server 60s
                    retries 0
                    option http-keep-alive
                    http-reuse always
                    option httpchk GET /health
                    default-server inter 500ms fall 2 rise 1
                frontend front
                    bind 127.0.0.1:%1$d
                    default_backend back
                backend back
                    balance roundrobin
                    server one 127.0.0.1:%2$d check
                    server two 127.0.0.1:%3$d check
                """) {
            @Override
            List<String> command(String program, Path directory, Path configuration) {
                return List.of(program, "-db", "-f", configuration.toString());
            }
        },
        /** With its defaults: no checks, a connection for each request; what is refused goes to the other instance. */
        NGINX("nginx", """
                daemon off;
                master_process off;
                pid nginx.pid;
                error_log error.log;
                events {
                    worker_connections 1024;
                }
                http {
                    access_log off;
                    client_body_temp_path body;
                    proxy_temp_path proxy;
                    fastcgi_temp_path fastcgi;
                    uwsgi_temp_path uwsgi;
                    scgi_temp_path scgi;
                    upstream back {
                        server 127.0.0.1:%2$d;
                        server 127.0.0.1:%3$d;
                    }
                    server {
                        listen 127.0.0.1:%1$d;
                        location / {
                            proxy_pass http://back;
                        }
                    }
                }
                """) {
            @Override
            List<String> command(String program, Path directory, Path configuration) {
                return List.of(program, "-p", directory + "/", "-e", "error.log", "-c", configuration.toString());
            }
        };

        private final String command;
        private final String configuration;

        Kind(String command, String configuration) {
            this.command = command;
            this.configuration = configuration;
        }

        /** The name of the program. */
        String command() {
            return command;
        }

        abstract List<String> command(String program, Path directory, Path configuration);

        /** Where the program is; distributions keep it where only root's PATH leads. */
        Optional<Path> program() {
            Stream<String> folders = Stream.concat(
                    Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)),
                    Stream.of("/usr/sbin", "/usr/local/sbin"));
            return folders.map(folder -> Path.of(folder, command))
                    .filter(Files::isExecutable)
                    .findFirst();
        }
    }

    private final Kind kind;
    private final Process process;
    private final Path log;
    private final Thread killer;

    private Proxy(Kind kind, Process process, Path log) {
        this.kind = kind;
        this.process = process;
        this.log = log;
        this.killer = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(killer); // a run that is cut leaves nothing behind
    }

    /**
     * Starts it, and returns once it accepts connections.
     *
     * @throws IllegalStateException if it does not, with what it has said
     */
    static Proxy start(Kind kind, Path directory, int port, int one, int other) throws Exception {
        Path configuration = Files.writeString(
                directory.resolve(kind.command + ".conf"), kind.configuration.formatted(port, one, other));
        Path log = directory.resolve(kind.command + ".log");
        String program = kind.program().orElseThrow().toString();
        Process process = new ProcessBuilder(kind.command(program, directory, configuration))
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Proxy proxy = new Proxy(kind, process, log);
        try {
            Await.until(kind.command + " listens on " + port, START, () -> proxy.accepts(port));
        } catch (AssertionError | IllegalStateException e) {
            proxy.close();
            throw new IllegalStateException(
                    e.getMessage() + "; " + kind.command + " has said: " + Files.readString(log), e);
        }
        return proxy;
    }

    private boolean accepts(int port) throws IOException {
        if (!process.isAlive()) {
            throw new IllegalStateException(kind.command + " has ended with code " + process.exitValue());
        }
        try (RawClient client = RawClient.connect(port)) {
            return !client.isRefused();
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly().waitFor();
        try {
            Runtime.getRuntime().removeShutdownHook(killer);
        } catch (IllegalStateException e) {
            // We are being shut down ourselves; the hook finds nothing to kill.
        }
    }
}
