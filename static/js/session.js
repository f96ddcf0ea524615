// A page that is left open does not outlive its session: after the rest that ends it, it asks again.
const HOURS = 8;
setTimeout(() => location.reload(), (HOURS * 3600 + 60) * 1000);
