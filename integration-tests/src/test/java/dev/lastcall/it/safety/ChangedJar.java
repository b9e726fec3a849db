package dev.lastcall.it.safety;

import dev.lastcall.harness.App;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** A copy of the agent's jar in which one entry is another, or none. */
final class ChangedJar {
    private static final String INNER = "lastcall/agent.jar";

    private final String changed;
    private final UnaryOperator<String> change;
    private final int method;
    private boolean found;

    private ChangedJar(String changed, UnaryOperator<String> change, int method) {
        this.changed = changed;
        this.change = change;
        this.method = method;
    }

    /**
     * @param changed the entry, of the agent's jar or of the one within it
     * @param change what becomes of the entry's text; null leaves the entry out
     */
    static Path of(Path copy, String changed, UnaryOperator<String> change) throws IOException {
        return new ChangedJar(changed, change, ZipEntry.STORED).write(copy);
    }

    /** As some tool makes it that packs jars anew. */
    static Path compressed(Path copy) throws IOException {
        return new ChangedJar("META-INF/LICENSE", text -> text, ZipEntry.DEFLATED).write(copy);
    }

    private Path write(Path copy) throws IOException {
        byte[] bytes = changed(Files.readAllBytes(App.agentJar()));
        if (!found) {
            throw new IllegalArgumentException("there is no " + changed + " in " + App.agentJar());
        }
        return Files.write(copy, bytes);
    }

    private byte[] changed(byte[] jar) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(jar));
                ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                byte[] content = in.readAllBytes();
                if (entry.getName().equals(INNER)) {
                    content = changed(content);
                } else if (entry.getName().equals(changed)) {
                    found = true;
                    String text = change.apply(new String(content, StandardCharsets.ISO_8859_1));
                    content = text == null ? null : text.getBytes(StandardCharsets.ISO_8859_1);
                }
                if (content != null) {
                    put(out, entry.getName(), content);
                }
            }
        }
        return bytes.toByteArray();
    }

    private void put(ZipOutputStream out, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(method);
        CRC32 sum = new CRC32();
        sum.update(content);
        entry.setCrc(sum.getValue());
        entry.setSize(content.length);
        out.putNextEntry(entry);
        out.write(content);
        out.closeEntry();
    }
}
