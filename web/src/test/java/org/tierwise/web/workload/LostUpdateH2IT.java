package org.tierwise.web.workload;

class LostUpdateH2IT extends LostUpdateContract {
    @Override
    String databaseUrl() {
        return "";
    }
}
