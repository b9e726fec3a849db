package dev.lastcall.core.log;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.TimeZone;

/**
 * How a line of the log reads: {@code 2026-11-20T11:35:39.070Z INFO lastcall - text}. Numbers are those of ISO 8601
 * whatever the locale, and what is a control character is escaped: no name or path of others begins a line of its own.
 */
final class LogLine {

    private final StringBuilder text = new StringBuilder(160);

    private LogLine() {}

    static String of(String level, String message) {
        return of(level, message, null);
    }

    /** @param failure an exception, a {@link ThreadStack}, or null */
    static String of(String level, String message, Throwable failure) {
        LogLine line = new LogLine();
        line.stamp(System.currentTimeMillis());
        line.text.append(' ').append(level).append(" lastcall - ");
        line.escaped(message);
        if (failure != null) {
            line.failure("", failure, Collections.newSetFromMap(new IdentityHashMap<Throwable, Boolean>()));
        }
        return line.text.toString();
    }

    private void stamp(long millis) {
        ZoneOffset offset = ZoneOffset.ofTotalSeconds(TimeZone.getDefault().getOffset(millis) / 1000);
        LocalDateTime time = LocalDateTime.ofEpochSecond(Math.floorDiv(millis, 1000L), 0, offset);
        digits(time.getYear(), 4).append('-');
        digits(time.getMonthValue(), 2).append('-');
        digits(time.getDayOfMonth(), 2).append('T');
        digits(time.getHour(), 2).append(':');
        digits(time.getMinute(), 2).append(':');
        digits(time.getSecond(), 2).append('.');
        digits((int) Math.floorMod(millis, 1000L), 3).append(offset.getId());
    }

    private StringBuilder digits(int value, int width) {
        String digits = Integer.toString(value);
        for (int i = digits.length(); i < width; i++) {
            text.append('0');
        }
        return text.append(digits);
    }

    private void escaped(String foreign) {
        for (int i = 0; i < foreign.length(); i++) {
            char c = foreign.charAt(i);
            if (c == '\n') {
                text.append("\\n");
            } else if (c == '\r') {
                text.append("\\r");
            } else if (c == '\t') {
                text.append("\\t");
            } else if (isControl(c)) {
                text.append("\\u")
                        .append(Character.forDigit(c >> 12, 16))
                        .append(Character.forDigit(c >> 8 & 15, 16))
                        .append(Character.forDigit(c >> 4 & 15, 16))
                        .append(Character.forDigit(c & 15, 16));
            } else {
                text.append(c);
            }
        }
    }

    /** Of terminals; line separators of Unicode; and what makes a text be shown in another order than it has. */
    private static boolean isControl(char c) {
        int type = c < 0x7f ? Character.UPPERCASE_LETTER : Character.getType(c);
        return c < ' '
                || type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }

    private void failure(String before, Throwable failure, Set<Throwable> seen) {
        if (!seen.add(failure)) {
            return;
        }
        if (!(failure instanceof ThreadStack)) {
            text.append(System.lineSeparator()).append(before);
            escaped(String.valueOf(failure));
        }
        for (StackTraceElement frame : failure.getStackTrace()) {
            text.append(System.lineSeparator()).append("\tat ");
            escaped(frame.toString());
        }
        for (Throwable suppressed : failure.getSuppressed()) {
            failure("Suppressed: ", suppressed, seen);
        }
        if (failure.getCause() != null) {
            failure("Caused by: ", failure.getCause(), seen);
        }
    }
}
