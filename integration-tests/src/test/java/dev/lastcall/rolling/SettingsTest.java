package dev.lastcall.rolling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lastcall.load.Backend;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

    @Test
    void withoutAPropertyAllServersAreTriedBehindAllBalancers() {
        Settings settings = settings("rolling.requests", "");
        assertThat(settings.requests()).isEqualTo(10_000);
        assertThat(settings.backends())
                .extracting(Backend::name)
                .containsExactly("jetty-9", "jetty-12", "undertow", "netty");
        assertThat(settings.proxies()).containsExactly(Proxy.Kind.values());
    }

    @Test
    void whatIsNamedIsTried() {
        assertThat(settings("rolling.servers", "netty, jetty-9").backends())
                .extracting(Backend::name)
                .containsExactly("netty", "jetty-9");
        assertThat(settings("rolling.balancers", "nginx").proxies()).containsExactly(Proxy.Kind.NGINX);
        assertThat(settings("rolling.seed", "-7").seed()).isEqualTo(-7);
        assertThat(settings("rolling.requests", "100000").requests()).isEqualTo(100_000);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            rolling.requests  | many   | rolling.requests: "many" is not a whole number from 1 to 2147483647; nothing was run
            rolling.requests  | 0      | rolling.requests: "0" is not a whole number from 1 to 2147483647; nothing was run
            rolling.seed      | 1e3    | rolling.seed: "1e3" is not a whole number; nothing was run
            rolling.servers   | tomcat | rolling.servers: "tomcat" is none of jetty-9, jetty-12, undertow, netty; nothing was run
            rolling.balancers | envoy  | rolling.balancers: "envoy" is none of haproxy, nginx; nothing was run
            """)
    void aWrongValueIsToldWithWhatWasExpected(String key, String value, String message) {
        assertThatThrownBy(() -> settings(key, value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    private static Settings settings(String key, String value) {
        Properties properties = new Properties();
        properties.setProperty(key, value);
        return Settings.of(properties);
    }
}
