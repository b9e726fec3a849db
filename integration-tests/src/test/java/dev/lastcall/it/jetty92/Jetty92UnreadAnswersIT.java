package dev.lastcall.it.jetty92;

import dev.lastcall.it.http.Service;
import dev.lastcall.it.http.UnreadAnswers;
import java.util.List;

class Jetty92UnreadAnswersIT extends UnreadAnswers {
    static List<Service.Cell> cells() {
        return Jetty92.onOneJdk();
    }
}
