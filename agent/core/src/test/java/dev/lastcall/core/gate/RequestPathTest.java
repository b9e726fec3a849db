package dev.lastcall.core.gate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What servers hand on as it was sent. */
class RequestPathTest {
    @Test
    void encodedCharactersAndParametersAreTakenOff() {
        assertThat(RequestPath.decoded("/ready")).isEqualTo("/ready");
        assertThat(RequestPath.decoded("/re%61dy;jsessionid=x")).isEqualTo("/ready");
        assertThat(RequestPath.decoded("/app;v=1/%72%65ady/;a;b")).isEqualTo("/app/ready/");
        assertThat(RequestPath.decoded(";")).isEmpty();
    }

    @Test
    void whatWouldBeAnotherPathOrIsNoCodeStaysAsItIs() {
        assertThat(RequestPath.decoded("/app%2Fready")).isEqualTo("/app%2Fready");
        assertThat(RequestPath.decoded("/%C3%A4")).isEqualTo("/%C3%A4");
        assertThat(RequestPath.decoded("/%zz%6")).isEqualTo("/%zz%6");
        assertThat(RequestPath.decoded("/%2561")).isEqualTo("/%61");
        assertThat(RequestPath.decoded("/100%")).isEqualTo("/100%");
    }
}
