package dev.lastcall.harness;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What came back for one request, whole or not.
 *
 * @param head status line and headers as received, empty if they did not come whole
 * @param bodyLength the bytes of the body received, without chunk framing
 * @param bodyStart the first {@value ResponseReader#KEPT} bytes of the body at most
 */
public record Response(Outcome outcome, String head, long bodyLength, byte[] bodyStart) {
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3})");

    static Response none(Outcome outcome) {
        return new Response(outcome, "", 0, new byte[0]);
    }

    public boolean isComplete() {
        return outcome == Outcome.COMPLETE;
    }

    /** The status, or 0 if no head came. */
    public int status() {
        Matcher matcher = STATUS.matcher(head);
        return matcher.lookingAt() ? Integer.parseInt(matcher.group(1)) : 0;
    }

    public Optional<String> header(String name) {
        return headers(name).stream().findFirst();
    }

    /** The values of all headers of that name, in the order received. */
    public List<String> headers(String name) {
        return head.lines()
                .skip(1)
                .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                .map(line -> line.substring(name.length() + 1).trim())
                .toList();
    }

    /** Whether no further request may be sent on this connection. */
    public boolean announcesClose() {
        if (head.startsWith("HTTP/1.0")) {
            return !hasConnectionOption("keep-alive");
        }
        return hasConnectionOption("close");
    }

    /** The body as text, as far as it was kept. */
    public String text() {
        return new String(bodyStart, StandardCharsets.UTF_8);
    }

    boolean hasConnectionOption(String option) {
        return headers("Connection").stream()
                .flatMap(value -> List.of(value.split(",")).stream())
                .anyMatch(token -> token.trim().equalsIgnoreCase(option));
    }

    @Override
    public String toString() {
        return outcome + (head.isEmpty() ? "" : " " + head.lines().findFirst().orElse("")) + ", " + bodyLength
                + " bytes";
    }
}
