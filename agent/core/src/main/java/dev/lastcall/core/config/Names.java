package dev.lastcall.core.config;

import java.util.Collection;
import java.util.List;

/** How errors name names: in a list, and the one that somebody may have meant. */
public final class Names {

    private Names() {}

    /** A question to follow an error, such as {@code "; did you mean exit.reserve?"}; empty if nothing is near. */
    public static String nearest(String name, Collection<String> known) {
        return nearest(name, known, "");
    }

    /** @param prefix what stands before the answer, and is no part of the comparison */
    static String nearest(String name, Collection<String> known, String prefix) {
        String best = "";
        int least = Integer.MAX_VALUE;
        for (String candidate : known) {
            int distance = slips(name, candidate);
            if (distance < least) {
                least = distance;
                best = candidate;
            }
        }
        return best.isEmpty() ? "" : "; did you mean " + prefix + best + "?";
    }

    /**
     * By how many letters the two differ, if somebody can have meant the one by the other. Words that they have in common at
     * both ends say nothing about that, so of the rest only one letter may be wrong, two of 8 and three of 12; of less than
     * three none. Two may be missing at the end of a long one.
     */
    private static int slips(String name, String candidate) {
        int begin = 0;
        int shorter = Math.min(name.length(), candidate.length());
        for (int i = 0; i < shorter && name.charAt(i) == candidate.charAt(i); i++) {
            begin = Character.isLetterOrDigit(name.charAt(i)) ? begin : i + 1;
        }
        int end = 0;
        for (int i = 0; i < shorter - begin && fromEnd(name, i) == fromEnd(candidate, i); i++) {
            end = Character.isLetterOrDigit(fromEnd(name, i)) ? end : i + 1;
        }
        String rest = name.substring(begin, name.length() - end);
        String other = candidate.substring(begin, candidate.length() - end);
        int length = Math.min(rest.length(), other.length());
        int most = length < 3 ? 0 : Math.max(1, Math.min(3, length / 4));
        if (length >= 5 && (rest.startsWith(other) || other.startsWith(rest))) {
            most = Math.max(most, 2);
        }
        int distance = distance(rest, other, most + 1);
        return distance > most ? Integer.MAX_VALUE : distance;
    }

    private static char fromEnd(String text, int i) {
        return text.charAt(text.length() - 1 - i);
    }

    /** {@code a, b and c}. */
    public static String list(List<String> names) {
        StringBuilder list = new StringBuilder();
        for (int i = 0; i < names.size(); i++) {
            list.append(i == 0 ? "" : i == names.size() - 1 ? " and " : ", ").append(names.get(i));
        }
        return list.toString();
    }

    /** How many letters must be changed, added, left out or swapped; anything from {@code most} on for more. */
    private static int distance(String a, String b, int most) {
        if (Math.abs(a.length() - b.length()) >= most) {
            return most;
        }
        int[][] rows = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    rows[i][j] = i + j;
                    continue;
                }
                int change = rows[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                rows[i][j] = Math.min(change, 1 + Math.min(rows[i - 1][j], rows[i][j - 1]));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    rows[i][j] = Math.min(rows[i][j], rows[i - 2][j - 2] + 1);
                }
            }
        }
        return rows[a.length()][b.length()];
    }
}
