package dev.lastcall.harness;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** One HTTP/1.1 connection with TLS, which throws if it ends without the close_notify of TLS. */
public final class SecureClient implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final SSLSocket socket;

    private SecureClient(SSLSocket socket) {
        this.socket = socket;
    }

    public static SecureClient connect(int port) throws IOException, GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLSv1.2");
        context.init(null, new TrustManager[] {new TrustAll()}, null);
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout((int) PATIENCE.toMillis());
        return new SecureClient(socket);
    }

    public void send(Request request) throws IOException {
        socket.getOutputStream().write(request.bytes());
    }

    /** Sends exactly this, which may be part of a request. */
    public void sendRaw(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** The next response, which must come whole. */
    public Response read() throws IOException {
        ResponseReader reader = new ResponseReader(socket.getInputStream());
        reader.read(false);
        return reader.soFar(Outcome.COMPLETE);
    }

    /** What comes until the server ends the connection in the good order of TLS. */
    public String readToEnd() throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private static final class TrustAll implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
