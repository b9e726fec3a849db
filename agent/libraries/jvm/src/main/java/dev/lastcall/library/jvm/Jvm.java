package dev.lastcall.library.jvm;

import dev.lastcall.core.Core;
import dev.lastcall.core.trigger.Exits;
import dev.lastcall.weaver.Line;
import dev.lastcall.weaver.Point;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/** The JVM's own exits and signal registrations. */
public final class Jvm implements Line {

    private final Exits exits;

    public Jvm(Core core) {
        this.exits = core.exits();
    }

    @Override
    public Point point(String call) {
        switch (call) {
            case "exiting":
                return new Point() {
                    @Override
                    public Object reached(Object status, Object none) {
                        exits.exiting((Integer) status);
                        return null;
                    }
                };
            case "halting":
                return new Point() {
                    @Override
                    public Object reached(Object status, Object none) {
                        exits.halting((Integer) status);
                        return null;
                    }
                };
            case "hooksBegin":
                return new Point() {
                    @Override
                    public Object reached(Object none, Object nothing) {
                        exits.hooksBegin();
                        return null;
                    }
                };
            case "hooksEnd":
                return new Point() {
                    @Override
                    public Object reached(Object none, Object nothing) {
                        exits.hooksEnd();
                        return null;
                    }
                };
            case "registers":
                return new Point() {
                    @Override
                    public Object reached(Object signal, Object handler) {
                        return exits.registers((Signal) signal, (SignalHandler) handler);
                    }
                };
            default:
                return null;
        }
    }
}
