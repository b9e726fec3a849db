package com.acme.peer;

import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.web.servlet.context.ServletWebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The service on Spring Boot; with the argument {@code graceful}, by its own graceful shutdown. */
@SpringBootApplication
@RestController
public class Peer {
    public static void main(String[] args) {
        SpringApplication application = new SpringApplication(Peer.class);
        application.setDefaultProperties(Map.of(
                "server.port", "0",
                "server.shutdown", args[0].equals("graceful") ? "graceful" : "immediate",
                "spring.lifecycle.timeout-per-shutdown-phase", "20s",
                "spring.main.banner-mode", "off",
                "logging.level.root", "warn"));
        application.run();
    }

    @EventListener
    public void started(ServletWebServerInitializedEvent event) {
        System.out.println("listening on " + event.getWebServer().getPort());
    }

    @GetMapping({"/fast", "/health"})
    public String fast() {
        return "ok\n";
    }

    @GetMapping("/slow")
    public String slow(@RequestParam("ms") long millis) throws InterruptedException {
        Thread.sleep(millis);
        return "slow\n";
    }
}
