package dev.lastcall.library.jetty92;

import dev.lastcall.library.jetty.channel.Answer;
import java.util.Map;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpGenerator.ResponseInfo;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;

/** The answer to a straggler. */
final class Jetty92Answer extends Answer {

    Jetty92Answer(Logger log) {
        super(log, Callback.Adapter.INSTANCE);
    }

    @Override
    protected Class<?> prepare() {
        return ResponseInfo.class;
    }

    @Override
    protected Object head(Request request, HttpVersion version, int status, Map<String, String> fields, int length) {
        HttpFields head = new HttpFields();
        for (Map.Entry<String, String> field : fields.entrySet()) {
            head.put(field.getKey(), field.getValue());
        }
        head.put("Connection", "close");
        return new ResponseInfo(version, head, length, status, null, request.isHead());
    }
}
