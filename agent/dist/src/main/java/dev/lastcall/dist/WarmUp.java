package dev.lastcall.dist;

import dev.lastcall.core.Service;
import dev.lastcall.weaver.Engine;

/** Does on a daemon thread, while the application boots, what would slow its start. */
final class WarmUp implements Runnable {

    private final Engine engine;
    private final Service service;

    WarmUp(Engine engine, Service service) {
        this.engine = engine;
        this.service = service;
    }

    @Override
    public void run() {
        try {
            engine.warm();
            service.woven();
        } catch (Throwable failure) {
            service.core()
                    .log()
                    .warn(
                            "the JDK's classes could not be woven: {}; executors and exits are not watched",
                            failure.toString());
        }
    }
}
