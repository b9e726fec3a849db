package dev.lastcall.library.executors;

import dev.lastcall.core.log.Foreign;

/** What the threads of an executor are called, their numbers left open: {@code audit-%}. */
final class ThreadNames {

    private ThreadNames() {}

    static String describe(Owner owner, Thread one) {
        return "executor of " + owner.className() + (one == null ? "" : " (" + pattern(Foreign.threadName(one)) + ")");
    }

    static String pattern(String name) {
        int end = name.length();
        while (end > 0 && Character.isDigit(name.charAt(end - 1))) {
            end--;
        }
        return end == name.length() ? name : name.substring(0, end) + "%";
    }
}
