package org.tierwise.catalog.json;

import org.tierwise.catalog.pricing.Money;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;

/** The opposite of {@link MoneyAsNumber}. A number finer than a millionth of a dollar is refused. */
final class MoneyFromNumber extends ValueDeserializer<Money> {
    @Override
    public Money deserialize(JsonParser in, DeserializationContext context) {
        var usd = in.getDecimalValue();
        try {
            return new Money(usd.movePointRight(6).longValueExact());
        } catch (ArithmeticException e) {
            return context.reportInputMismatch(Money.class, "The sum (%s) is not in millionths of a dollar.", usd);
        }
    }
}
