package dev.lastcall.it.safety;

import dev.lastcall.harness.App;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** A copy of the agent's jar in which one entry is another, or none. */
final class ChangedJar {
    /** @param change what becomes of the entry's text; null leaves the entry out */
    static Path of(Path copy, String changed, UnaryOperator<String> change) throws IOException {
        boolean found = false;
        try (ZipFile jar = new ZipFile(App.agentJar().toFile());
                OutputStream file = Files.newOutputStream(copy);
                ZipOutputStream out = new ZipOutputStream(file)) {
            out.setLevel(1);
            for (ZipEntry entry : jar.stream().toList()) {
                byte[] bytes = jar.getInputStream(entry).readAllBytes();
                if (entry.getName().equals(changed)) {
                    found = true;
                    String text = change.apply(new String(bytes, StandardCharsets.ISO_8859_1));
                    if (text == null) {
                        continue;
                    }
                    bytes = text.getBytes(StandardCharsets.ISO_8859_1);
                }
                out.putNextEntry(new ZipEntry(entry.getName()));
                out.write(bytes);
                out.closeEntry();
            }
        }
        if (!found) {
            throw new IllegalArgumentException("there is no " + changed + " in " + App.agentJar());
        }
        return copy;
    }

    private ChangedJar() {}
}
