package dev.lastcall.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/** Makes the jar of an agent that weaves nothing. */
final class NothingAgent {
    static Path jar() {
        Path jar = Benchmarks.target().resolve("benchmarks/nothing.jar").toAbsolutePath();
        if (Files.exists(jar)) {
            return jar;
        }
        String agent = "com.acme.bench.Nothing";
        String file = agent.replace('.', '/') + ".class";
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Premain-Class", agent);
        manifest.getMainAttributes().putValue("Can-Retransform-Classes", "true");
        try {
            Files.createDirectories(jar.getParent());
            try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
                out.putNextEntry(new ZipEntry(file));
                Files.copy(Benchmarks.target().resolve("classes").resolve(file), out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return jar;
    }

    private NothingAgent() {}
}
