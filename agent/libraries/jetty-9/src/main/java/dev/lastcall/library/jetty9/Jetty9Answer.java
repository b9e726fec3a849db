package dev.lastcall.library.jetty9;

import dev.lastcall.library.jetty.channel.Answer;
import java.lang.reflect.Method;
import java.util.Map;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;

/**
 * The answer to a straggler. Its fields by reflection, because {@code HttpFields}, a class in 9, is an interface with a
 * builder since 10.
 */
final class Jetty9Answer extends Answer {

    private final Jetty9Departure departure;
    private Method newFields;
    private Method put;

    Jetty9Answer(Logger log, Jetty9Departure departure) {
        super(log, Callback.NOOP);
        this.departure = departure;
    }

    @Override
    protected Class<?> prepare() throws ReflectiveOperationException {
        if (HttpFields.class.isInterface()) {
            newFields = HttpFields.class.getMethod("build");
            put = newFields.getReturnType().getMethod("put", String.class, String.class);
        } else {
            put = HttpFields.class.getMethod("put", String.class, String.class);
        }
        return MetaData.Response.class;
    }

    @Override
    protected Object head(Request request, HttpVersion version, int status, Map<String, String> fields, int length)
            throws ReflectiveOperationException {
        HttpFields head = newFields == null
                ? HttpFields.class.getConstructor().newInstance()
                : (HttpFields) newFields.invoke(null);
        for (Map.Entry<String, String> field : fields.entrySet()) {
            put.invoke(head, field.getKey(), field.getValue());
        }
        departure.close(request);
        return new MetaData.Response(version, status, head, length);
    }
}
