package dev.lastcall.rolling;

import dev.lastcall.load.Backend;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What is to be run, from the system properties {@code rolling.…}.
 *
 * @param requests how many each run sends at least
 * @param seed of what clients send, and when
 */
record Settings(int requests, long seed, List<Backend> backends, List<Proxy.Kind> proxies) {

    private static final int USUAL = 10_000;

    /** @throws IllegalArgumentException with a message that says which property is wrong, and what was expected */
    static Settings of(Properties properties) {
        return new Settings(
                (int) number(properties, "rolling.requests", USUAL, 1, Integer.MAX_VALUE),
                number(
                        properties,
                        "rolling.seed",
                        System.currentTimeMillis() % 1_000_000,
                        Long.MIN_VALUE,
                        Long.MAX_VALUE),
                chosen(properties, "rolling.servers", Backend.all(), Backend::name),
                chosen(properties, "rolling.balancers", List.of(Proxy.Kind.values()), Proxy.Kind::command));
    }

    private static long number(Properties properties, String key, long otherwise, long least, long most) {
        String text = properties.getProperty(key, "").trim();
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new IllegalArgumentException(key + ": \"" + text + "\" is not a whole number"
                + (least > Long.MIN_VALUE ? " from " + least + " to " + most : "") + "; nothing was run");
    }

    private static <T> List<T> chosen(Properties properties, String key, List<T> all, Function<T, String> name) {
        Map<String, T> byName = new LinkedHashMap<>();
        all.forEach(each -> byName.put(name.apply(each), each));
        String text = properties.getProperty(key, "").trim();
        if (text.isEmpty()) {
            return all;
        }
        return Stream.of(text.split(","))
                .map(String::trim)
                .map(word -> {
                    if (!byName.containsKey(word)) {
                        throw new IllegalArgumentException(key + ": \"" + word + "\" is none of "
                                + String.join(", ", byName.keySet()) + "; nothing was run");
                    }
                    return byName.get(word);
                })
                .toList();
    }
}
