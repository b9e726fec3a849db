package dev.lastcall.it.jetty12;

import dev.lastcall.it.http.Service;
import dev.lastcall.it.http.UnreadAnswers;
import java.util.List;

class Jetty12UnreadAnswersIT extends UnreadAnswers {
    static List<Service.Cell> cells() {
        return Service.onOneJdk(Jetty12.some());
    }
}
