package dev.lastcall.it.undertow;

import dev.lastcall.it.http.Service;
import dev.lastcall.it.http.UnreadAnswers;
import java.util.List;

/** The oldest and the newest version. */
class UndertowUnreadAnswersIT extends UnreadAnswers {
    static List<Service.Cell> cells() {
        return Shops.ends();
    }
}
