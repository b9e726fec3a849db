package dev.lastcall.library.jetty92;

import dev.lastcall.core.Core;
import java.lang.reflect.Method;
import org.eclipse.jetty.io.AbstractEndPoint;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.FillInterest;

/** Whether something wants to be told when a connection has input to read. Later versions say so to everybody. */
final class Interest {

    private final Method fillInterest;

    Interest(Core core) {
        Method found = null;
        try {
            found = AbstractEndPoint.class.getDeclaredMethod("getFillInterest");
            found.setAccessible(true);
        } catch (Exception unknown) {
            core.debug("With this Jetty it is not known which request waits for its client", unknown);
            found = null;
        }
        fillInterest = found;
    }

    boolean isOn(EndPoint connection) {
        try {
            return fillInterest != null
                    && connection instanceof AbstractEndPoint
                    && ((FillInterest) fillInterest.invoke(connection)).isInterested();
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible); // it was made accessible, and throws nothing
        }
    }
}
