package dev.lastcall.core.ledger;

/** The same for channels that hold their entry. */
class TaggedKeyTest extends KeptWorkTest {

    @Override
    Object newChannel() {
        return new Carrier() {};
    }
}
