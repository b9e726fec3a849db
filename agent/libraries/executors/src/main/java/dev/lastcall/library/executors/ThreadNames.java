package dev.lastcall.library.executors;

/** What the threads of an executor are called, their numbers left open: {@code audit-%}. */
final class ThreadNames {

    private ThreadNames() {}

    static String describe(Owner owner, Thread one) {
        return "executor of " + owner.className() + (one == null ? "" : " (" + pattern(one.getName()) + ")");
    }

    static String pattern(String name) {
        int end = name.length();
        while (end > 0 && Character.isDigit(name.charAt(end - 1))) {
            end--;
        }
        return end == name.length() ? name : name.substring(0, end) + "%";
    }
}
