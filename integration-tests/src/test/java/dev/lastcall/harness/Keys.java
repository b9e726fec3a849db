package dev.lastcall.harness;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;

/** The key and the certificate of a server under test, as a key store and as the two files that others ask for. */
public record Keys(Path store, Path certificate, Path key) {
    public static final String PASSWORD = "secret";

    /** Made by the JDK's own tool, of a type and with algorithms that JDK 8 knows. */
    public static Keys make(Path directory) throws IOException, InterruptedException, GeneralSecurityException {
        Keys keys = new Keys(
                directory.resolve("keys.p12"), directory.resolve("certificate.pem"), directory.resolve("key.pem"));
        String[] command = {
            Jdk.current().home().resolve("bin/keytool").toString(),
            "-genkeypair",
            "-keyalg",
            "RSA",
            "-storetype",
            "PKCS12",
            "-J-Dkeystore.pkcs12.legacy",
            "-dname",
            "CN=localhost",
            "-alias",
            "server",
            "-storepass",
            PASSWORD,
            "-keystore",
            keys.store.toString()
        };
        int code = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (code != 0) {
            throw new IOException("keytool failed, exit code " + code);
        }
        KeyStore made = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keys.store)) {
            made.load(in, PASSWORD.toCharArray());
        }
        write(keys.certificate, "CERTIFICATE", made.getCertificate("server").getEncoded());
        write(
                keys.key,
                "PRIVATE KEY",
                made.getKey("server", PASSWORD.toCharArray()).getEncoded());
        return keys;
    }

    private static void write(Path file, String what, byte[] content) throws IOException {
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        Files.writeString(file, "-----BEGIN " + what + "-----\n" + lines + "\n-----END " + what + "-----\n");
    }
}
