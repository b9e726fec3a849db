package dev.lastcall.it.jetty;

import dev.lastcall.it.http.Service;
import dev.lastcall.it.http.UnreadAnswers;
import java.util.List;

/** On the oldest JDK. */
class Jetty9UnreadAnswersIT extends UnreadAnswers {
    static List<Service.Cell> cells() {
        return Service.onOneJdk(Jetty9.KIOSK);
    }
}
