package com.acme.shop;

/** What takes as long as it takes. */
final class Pause {

    static void millis(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            System.out.println("interrupted");
        }
    }

    private Pause() {}
}
