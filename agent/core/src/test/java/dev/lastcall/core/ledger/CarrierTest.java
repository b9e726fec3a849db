package dev.lastcall.core.ledger;

/** The same for connections that hold their entry. */
class CarrierTest extends CarriedWorkTest {

    @Override
    Object newConnection() {
        return new Carrier() {};
    }
}
