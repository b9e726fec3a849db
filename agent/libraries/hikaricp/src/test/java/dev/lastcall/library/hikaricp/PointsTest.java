package dev.lastcall.library.hikaricp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.lang.reflect.Executable;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** With each version of HikariCP that the module's build puts on the class path. */
class PointsTest {

    static Stream<String> points() throws Exception {
        try (InputStream table = PointsTest.class.getResourceAsStream("/lastcall/points/hikaricp.points")) {
            return new String(table.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(row -> row.startsWith("point"))
                    .map(row -> row.split("\\s+")[1] + " " + row.split("\\s+")[2]);
        }
    }

    @ParameterizedTest
    @MethodSource("points")
    void isThere(String point) throws Exception {
        String[] words = point.split(" ");
        Class<?> type = Class.forName(words[0], false, getClass().getClassLoader());
        List<String> methods = Stream.of(type.getDeclaredMethods(), type.getDeclaredConstructors())
                .flatMap(Arrays::stream)
                .map(PointsTest::signature)
                .toList();
        assertThat(methods).contains(words[1]);
    }

    private static String signature(Executable method) {
        String name = method instanceof java.lang.reflect.Constructor ? "<init>" : method.getName();
        return name
                + Arrays.stream(method.getParameterTypes())
                        .map(Class::getSimpleName)
                        .collect(Collectors.joining(",", "(", ")"));
    }
}
