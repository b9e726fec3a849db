package dev.lastcall.library.declared;

import dev.lastcall.core.Core;
import dev.lastcall.core.count.CountedWork;
import dev.lastcall.core.count.Declared;
import dev.lastcall.core.count.TrackedClass;
import dev.lastcall.weaver.Line;
import dev.lastcall.weaver.Point;

/** What a plan file tracks and counts. Its rows are made from the plan, so it has no table of points. */
public final class DeclaredLine implements Line {

    private final Declared declared;

    public DeclaredLine(Core core) {
        this.declared = core.declared();
    }

    /** @param call what is reached, a blank, and the tracked class or where the counted entry stands in the plan */
    @Override
    public Point point(String call) {
        String reached = call.substring(0, call.indexOf(' '));
        String entry = call.substring(call.indexOf(' ') + 1);
        if (reached.equals("tracked")) {
            return tracked(declared.tracked(entry));
        }
        CountedWork work = declared.counted(entry);
        work.exists();
        switch (reached) {
            case "begins":
                return begins(work);
            case "ends":
                return ends(work);
            case "enters":
                return enters(work);
            case "leaves":
                return leaves(work);
            default:
                return null;
        }
    }

    private static Point tracked(final TrackedClass tracked) {
        tracked.exists();
        return new Point() {
            @Override
            public Object reached(Object instance, Object none) {
                tracked.made(instance);
                return null;
            }
        };
    }

    private static Point begins(final CountedWork work) {
        return new Point() {
            @Override
            public Object reached(Object key, Object none) {
                work.begin(key);
                return null;
            }
        };
    }

    private static Point ends(final CountedWork work) {
        return new Point() {
            @Override
            public Object reached(Object key, Object none) {
                work.end(key);
                return null;
            }
        };
    }

    private static Point enters(final CountedWork work) {
        return new Point() {
            @Override
            public Object reached(Object none, Object nothing) {
                work.enter();
                return null;
            }
        };
    }

    private static Point leaves(final CountedWork work) {
        return new Point() {
            @Override
            public Object reached(Object none, Object nothing) {
                work.leave();
                return null;
            }
        };
    }
}
