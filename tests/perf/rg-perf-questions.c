/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* One question of each kind of rule, as a rule and in SQL. */
#include "rg-perf-questions.h"

#define RULE_A "all (age between 25 and 40; city is \"Town 0\" or \"Town 1\" or \"Town 2\")"
#define RULE_B "spend at least 100 in last 90 days"
#define RULE_C "bought category \"Category 3\" at least 2 times in last 180 days"

/* 20454 is RG_PERF_TODAY. */
#define SQL_A "born BETWEEN 5480 AND 11323 AND city IN ('Town 0', 'Town 1', 'Town 2')"
#define SQL_A_IDS "SELECT id FROM customer WHERE " SQL_A
#define SQL_B \
  "SELECT customer FROM receipt WHERE day > 20454 - 90 GROUP BY 1 HAVING sum(net) >= 10000"
#define SQL_C \
  "SELECT customer FROM sale WHERE category = 3 AND day > 20454 - 180 GROUP BY 1 " \
  "HAVING count(DISTINCT receipt) >= 2"
/* Fifths of everybody; who is equal has the lower one. */
#define SCORES(what) \
  "SELECT customer, min(part) OVER (PARTITION BY number) AS score FROM (SELECT customer, number, " \
  "ntile(5) OVER (ORDER BY number, customer) AS part FROM (SELECT customer, " what " AS number " \
  "FROM receipt GROUP BY 1))"
#define SCORE(what) "SELECT customer FROM (" SCORES (what) ") WHERE score >= 4"
/* The last day of it, and the median of the days between: their own where they bought it on five
 * days, else everybody's, where there are twenty of them. */
#define AGAIN(of) \
  "WITH gap AS (SELECT customer, day, day - lag(day) OVER (PARTITION BY customer ORDER BY day) " \
  "AS gap FROM (SELECT DISTINCT customer, day FROM sale WHERE " of ")) SELECT customer FROM " \
  "(SELECT customer, max(day) AS last, count(*) AS n, quantile_cont(gap, 0.5) AS own FROM gap " \
  "GROUP BY 1), (SELECT if(count(gap) >= 20, quantile_cont(gap, 0.5), NULL) AS usual FROM gap) " \
  "WHERE last + round(if(n >= 5, own, usual) + 1e-6) BETWEEN 20454 AND 20467"
/* What ends between two days. `had` is how many pieces of it somebody had after each time, and
 * `still` the fewest from then on: what was brought back are the last ones bought before. */
#define LASTS(of, ends, from, to) \
  "SELECT DISTINCT customer FROM (SELECT *, min(had) OVER (PARTITION BY customer, product ORDER " \
  "BY receipt DESC, back) AS still FROM (SELECT *, held - least(0, min(held) OVER times) AS had " \
  "FROM (SELECT *, sum(pieces) OVER times AS held FROM (SELECT customer, product, receipt, " \
  "back, any_value(day) AS day, sum(pieces) AS pieces FROM line WHERE " of " GROUP BY ALL) " \
  "WINDOW times AS (PARTITION BY customer, product ORDER BY receipt, back DESC)) WINDOW times " \
  "AS (PARTITION BY customer, product ORDER BY receipt, back DESC))) WHERE back = 0 AND still > " \
  "had - pieces AND " ends " BETWEEN " from " AND " to
#define WARRANTY_ENDS \
  "((DATE '1970-01-01' + day + to_months(24 - 12 * (product % 5)))::DATE - DATE '1970-01-01')"

/* Haversine, in whole metres. */
#define METRES \
  "round(2 * 6371008.8 * asin(sqrt(sin(radians(place.latitude - here.latitude) / 2) ** 2 + " \
  "cos(radians(here.latitude)) * cos(radians(place.latitude)) * sin(radians(place.longitude - " \
  "here.longitude) / 2) ** 2)))"
/* Reckoned for places, not for people, as it is here. */
#define NEAR(postcodes, kilometres) \
  "SELECT customer FROM home WHERE postcode IN (SELECT place.postcode FROM place, place AS here " \
  "WHERE here.postcode IN (" postcodes ") AND " METRES " <= " kilometres " * 1000)"

const RgPerfQuestion rg_perf_questions[] = {
  { "a. age and three cities",
    RULE_A,
    SQL_A_IDS,
    { .customer = 8, .receipt = 0, .line = 0, .days = 0 } },
  { "b. spent 100 in 90 days",
    RULE_B,
    SQL_B,
    { .customer = 8, .receipt = 8, .line = 0, .days = 90 } },
  { "c. category twice in 180 days",
    RULE_C,
    SQL_C },
  { "d. five visits, not since 120 days",
    "visits at least 5; not since 120 days",
    "SELECT customer FROM receipt GROUP BY 1 HAVING count(*) >= 5 AND max(day) <= 20454 - 120",
    { .customer = 8, .receipt = 0, .line = 0, .days = 0 } },
  { "e. (a or tag) and b and not c",
    "any (" RULE_A "; tag is \"tag 1\"); " RULE_B "; none (" RULE_C ")",
    "SELECT id FROM customer WHERE ((" SQL_A ") OR id IN (SELECT customer FROM tag WHERE tag = "
    "1)) AND id IN (" SQL_B ") AND id NOT IN (" SQL_C ")" },
  { "f. a product ever",
    "bought product \"p40\"",
    "SELECT DISTINCT customer FROM sale WHERE product = 40" },
  { "g. a category ever",
    "bought category \"Category 3\"",
    "SELECT DISTINCT customer FROM sale WHERE category = 3" },
  { "brand twice in a year",
    "bought brand \"Brand 3\" at least 2 times in last 365 days",
    "SELECT customer FROM sale WHERE brand = 3 AND day > 20454 - 365 GROUP BY 1 HAVING "
    "count(DISTINCT receipt) >= 2" },
  { "supplier ten times",
    "bought supplier \"Supplier 3\" at least 10 times",
    "SELECT customer FROM sale WHERE supplier = 3 GROUP BY 1 HAVING count(DISTINCT receipt) >= "
    "10" },
  { "never a category",
    "never bought category \"Category 3\" in last 180 days",
    "SELECT id FROM customer WHERE id NOT IN (SELECT customer FROM sale WHERE category = 3 AND "
    "day > 20454 - 180)" },
  { "kept of a category",
    "kept category \"Category 3\" at least 2",
    "SELECT customer FROM line WHERE category = 3 GROUP BY 1 HAVING sum(pieces) >= 2" },
  { "o. spent on a category in a year",
    "spent on category \"Category 3\" at least 50 in last 365 days",
    "SELECT customer FROM line WHERE category = 3 AND day > 20454 - 365 GROUP BY 1 HAVING "
    "sum(net) >= 5000" },
  { "w. price paid in a category",
    "paid for category \"Category 3\" at least 30",
    "SELECT DISTINCT customer FROM sale WHERE category = 3 AND net >= 3000 * pieces" },
  { "price paid for a product",
    "paid for product \"p40\" at most 30",
    "SELECT DISTINCT customer FROM sale WHERE product = 40 AND net <= 3000 * pieces" },
  { "brought back of a brand",
    "returned brand \"Brand 3\"",
    "SELECT DISTINCT customer FROM line WHERE brand = 3 AND back = 1" },
  { "p. bought one, and no other since",
    "last bought category \"Category 3\" without \"Category 5\"",
    "SELECT customer FROM sale WHERE category IN (3, 5) GROUP BY 1 HAVING coalesce(max(day) "
    "FILTER (category = 3) > max(day) FILTER (category = 5), max(day) FILTER (category = 3) IS "
    "NOT NULL)" },
  { "q. came back within 30 days",
    "came back after category \"Category 3\" within 30 days",
    "SELECT DISTINCT receipt.customer FROM receipt JOIN (SELECT customer, max(day) AS last FROM "
    "sale WHERE category = 3 GROUP BY 1) AS bought ON receipt.customer = bought.customer AND day "
    "> last AND day <= last + 30" },
  { "stayed away for 30 days",
    "stayed away after category \"Category 3\" within 30 days",
    "SELECT customer FROM (SELECT customer, max(day) AS last FROM sale WHERE category = 3 GROUP "
    "BY 1) AS bought WHERE last + 30 < 20454 AND NOT EXISTS (SELECT 1 FROM receipt WHERE "
    "receipt.customer = bought.customer AND day > last AND day <= last + 30)" },
  { "margin in a year",
    "margin at least 60 in last 365 days",
    "SELECT customer FROM receipt WHERE day > 20454 - 365 GROUP BY 1 HAVING sum(margin) >= 6000",
    { .customer = 8, .receipt = 8, .line = 0, .days = 365 } },
  { "visits in a year",
    "visits between 2 and 5 in last 365 days",
    "SELECT customer FROM receipt WHERE day > 20454 - 365 GROUP BY 1 HAVING count(*) BETWEEN 2 "
    "AND 5",
    { .customer = 8, .receipt = 4, .line = 0, .days = 365 } },
  { "visits at two places",
    "visits at least 3 location \"Place 1\" or \"Place 2\"",
    "SELECT customer FROM receipt WHERE location IN (1, 2) GROUP BY 1 HAVING count(*) >= 3",
    { .customer = 8, .receipt = 6, .line = 0, .days = 1096 } },
  { "visits in the evening",
    "visits at least 2 in last 365 days hour 17 to 20",
    "SELECT customer FROM receipt WHERE second >= 61200 AND second < 72000 AND day > 20454 - 365 "
    "GROUP BY 1 HAVING count(*) >= 2",
    { .customer = 8, .receipt = 8, .line = 0, .days = 365 } },
  { "m. visits on a weekend in a season",
    "visits at least 2 weekday saturday or sunday month 6 to 8",
    "SELECT customer FROM receipt WHERE (day + 3) % 7 >= 5 AND month(DATE '1970-01-01' + day) "
    "BETWEEN 6 AND 8 GROUP BY 1 HAVING count(*) >= 2" },
  { "h. average basket ever",
    "basket at least 60",
    "SELECT customer FROM receipt GROUP BY 1 HAVING sum(net) >= 6000 * count(*)",
    { .customer = 20, .receipt = 0, .line = 0, .days = 0 } },
  { "average basket in a year",
    "basket at least 60 in last 365 days",
    "SELECT customer FROM receipt WHERE day > 20454 - 365 GROUP BY 1 HAVING sum(net) >= 6000 * "
    "count(*)",
    { .customer = 16, .receipt = 8, .line = 0, .days = 365 } },
  { "l. largest purchase ever",
    "largest purchase at least 150",
    "SELECT customer FROM receipt GROUP BY 1 HAVING max(net) >= 15000",
    { .customer = 8, .receipt = 8, .line = 0, .days = 1096 } },
  { "j. pieces in 180 days",
    "items at least 20 in last 180 days",
    "SELECT customer FROM sale WHERE day > 20454 - 180 GROUP BY 1 HAVING sum(pieces) >= 20",
    { .customer = 8, .receipt = 5, .line = 0, .days = 180 } },
  { "k. different categories in a year",
    "categories at least 4 in last 365 days",
    "SELECT customer FROM sale WHERE day > 20454 - 365 GROUP BY 1 HAVING count(DISTINCT "
    "category) >= 4" },
  { "receipts with something back",
    "returns at least 2 in last 365 days",
    "SELECT customer FROM line WHERE back = 1 AND day > 20454 - 365 GROUP BY 1 HAVING "
    "count(DISTINCT receipt) >= 2" },
  { "n. share of visits on a weekend",
    "share of visits at least 50 weekday saturday or sunday",
    "SELECT customer FROM receipt GROUP BY 1 HAVING 2 * count(*) FILTER ((day + 3) % 7 >= 5) >= "
    "count(*)" },
  { "first visit in a quarter",
    "first visit between 2025-01-01 and 2025-03-31",
    "SELECT customer FROM receipt GROUP BY 1 HAVING min(day) BETWEEN 20089 AND 20178",
    { .customer = 4, .receipt = 0, .line = 0, .days = 0 } },
  { "last visit long ago",
    "last visit before last 60 days",
    "SELECT customer FROM receipt GROUP BY 1 HAVING max(day) <= 20454 - 60",
    { .customer = 4, .receipt = 0, .line = 0, .days = 0 } },
  { "i. lapsing by their own rhythm",
    "stage is lapsing",
    "SELECT customer FROM (SELECT customer, 20454 - max(day) AS away, if(count(*) >= 5, "
    "greatest(1, round(quantile_cont(gap, 0.9) + 1e-6)), 90) AS usual FROM (SELECT customer, "
    "day, day - lag(day) OVER (PARTITION BY customer ORDER BY day) AS gap FROM (SELECT DISTINCT "
    "customer, day FROM receipt WHERE day <= 20454)) GROUP BY customer) WHERE away > usual AND "
    "away <= 3 * usual" },
  { "overdue",
    "rhythm is overdue",
    "SELECT customer FROM (SELECT customer, 20454 - max(day) AS away, greatest(1, "
    "round(quantile_cont(gap, 0.9) + 1e-6)) AS usual FROM (SELECT customer, day, day - lag(day) "
    "OVER (PARTITION BY customer ORDER BY day) AS gap FROM (SELECT DISTINCT customer, day FROM "
    "receipt WHERE day <= 20454)) GROUP BY customer HAVING count(*) >= 5) WHERE away > usual" },
  { "v. usual gap",
    "usual gap at most 14",
    "SELECT customer FROM (SELECT customer, day - lag(day) OVER (PARTITION BY customer ORDER BY "
    "day) AS gap FROM (SELECT DISTINCT customer, day FROM receipt)) GROUP BY 1 HAVING count(*) "
    ">= 5 AND round(quantile_cont(gap, 0.5) + 1e-6) <= 14" },
  { "u. spend beside the year before",
    "change of spend at most -20",
    "SELECT customer FROM (SELECT customer, sum(net) FILTER (day > 20454 - 365) AS now, sum(net) "
    "FILTER (day <= 20454 - 365) AS before FROM receipt WHERE day > 20454 - 730 GROUP BY "
    "customer) WHERE before > 0 AND (coalesce(now, 0) - before) * 100 <= -20 * before",
    { .customer = 16, .receipt = 8, .line = 0, .days = 730 } },
  { "r. recency score",
    "recency score at least 4",
    SCORE ("max(day)") },
  { "frequency score",
    "frequency score at least 4",
    SCORE ("count(*)") },
  { "money score",
    "money score at least 4",
    SCORE ("sum(net)") },
  { "t. share of all sales",
    "sales band is top",
    "SELECT customer FROM (SELECT customer, sum(net) OVER (ORDER BY net DESC RANGE BETWEEN "
    "UNBOUNDED PRECEDING AND CURRENT ROW) - sum(net) OVER (PARTITION BY net) AS above, sum(net) "
    "OVER () AS total FROM (SELECT customer, sum(net) AS net FROM receipt GROUP BY 1 HAVING "
    "sum(net) > 0)) WHERE above * 100 < total * 80" },
  { "born in a month",
    "birthday in month 5",
    "SELECT id FROM customer WHERE month(DATE '1970-01-01' + born) = 5",
    { .customer = 2, .receipt = 0, .line = 0, .days = 0 } },
  { "joined in the last month",
    "joined in last 30 days",
    "SELECT id FROM customer WHERE joined > 20454 - 30 AND joined <= 20454",
    { .customer = 4, .receipt = 0, .line = 0, .days = 0 } },
  { "anniversary of joining",
    "joining anniversary in next 14 days",
    "SELECT id FROM customer WHERE joined < 20454 AND strftime(DATE '1970-01-01' + joined, "
    "'%m-%d') BETWEEN '01-01' AND '01-14'",
    { .customer = 4, .receipt = 0, .line = 0, .days = 0 } },
  { "x. beginning of a city",
    "city starts with \"Town 1\"",
    "SELECT id FROM customer WHERE city LIKE 'Town 1%'",
    { .customer = 4, .receipt = 0, .line = 0, .days = 0 } },
  { "s. part of a name",
    "name contains \"berg\"",
    "SELECT id FROM customer WHERE name LIKE '%berg%'" },
  { "part of any text",
    "text contains \"99@exam\"",
    "SELECT id FROM customer WHERE name LIKE '%99@exam%' OR (email AND 'c' || id || "
    "'@example.org' LIKE '%99@exam%')" },
  { "has an e-mail",
    "has email",
    "SELECT id FROM customer WHERE email",
    { .customer = 1, .receipt = 0, .line = 0, .days = 0 } },
  { "tag",
    "tag is \"tag 1\" or \"tag 2\"",
    "SELECT DISTINCT customer FROM tag WHERE tag IN (1, 2)" },
  { "permission since",
    "permission post is yes in last 365 days",
    "SELECT id FROM customer WHERE post = 1 AND joined > 20454 - 365 AND joined <= 20454" },
  { "tags, all of them",
    "tags all \"tag 1\" or \"tag 2\"",
    "SELECT customer FROM tag WHERE tag IN (1, 2) GROUP BY 1 HAVING count(*) = 2" },
  { "named group of visits",
    "rfm group is slipping",
    "SELECT customer FROM (" SCORES ("max(day)") ") AS late JOIN (" SCORES ("count(*)") ") AS "
    "often USING (customer) WHERE late.score <= 2 AND often.score BETWEEN 3 AND 4" },
  { "due to be bought again, a product",
    "due again product \"p1\" in next 14 days",
    AGAIN ("product = 1") },
  { "due to be bought again, a category",
    "due again category \"Category 3\" in next 14 days",
    AGAIN ("category = 3") },
  { "a warranty ends",
    "warranty ends in next 30 days",
    LASTS ("product % 5 < 2", WARRANTY_ENDS, "20454", "20483") },
  { "a warranty in a category ends",
    "warranty of category \"Category 2\" in next 90 days",
    LASTS ("product % 5 < 2 AND category = 2", WARRANTY_ENDS, "20454", "20543") },
  { "usual life in a category ends",
    "lifetime of category \"Category 3\" in last 30 days",
    LASTS ("product % 3 = 0 AND category = 3", "day + 60", "20425", "20454") },
  { "looked at anything twice",
    "looked at anything at least 2 times in last 365 days",
    "SELECT customer FROM activity WHERE basket = 0 AND day > 20454 - 365 AND day <= 20454 GROUP "
    "BY 1 HAVING count(*) >= 2" },
  { "left a category in the basket",
    "left in basket category \"Category 3\" in last 730 days",
    "SELECT DISTINCT customer FROM activity WHERE basket = 1 AND category = 3 AND day > 20454 - "
    "730 AND day <= 20454" },
  { "looked at, and did not buy",
    "looked at but not bought category \"Category 3\"",
    "SELECT customer FROM (SELECT customer, max(day) AS looked FROM activity WHERE basket = 0 AND "
    "category = 3 GROUP BY 1) LEFT JOIN (SELECT customer, max(day) AS bought FROM sale WHERE "
    "category = 3 GROUP BY 1) USING (customer) WHERE bought IS NULL OR bought < looked" },
  { "household",
    "household at least 2",
    "SELECT id FROM customer WHERE household IN (SELECT household FROM customer WHERE household "
    "> 0 GROUP BY 1 HAVING count(*) >= 2)" },
  { "spend of a household",
    "household-spend at least 500 in last 365 days",
    "SELECT id FROM customer WHERE household IN (SELECT household FROM receipt JOIN customer ON "
    "customer.id = customer WHERE day > 20454 - 365 AND household > 0 GROUP BY 1 HAVING sum(net) "
    ">= 50000)" },
  { "distance from a postcode",
    "kilometres from \"2500\" at most 100",
    NEAR ("2500", "100") },
  { "distance from three postcodes",
    "kilometres from \"2500\" or \"3000\" or \"4000\" at most 250",
    NEAR ("2500, 3000, 4000", "250") },
  { "occupation",
    "fact \"occupation\" starts with \"Teach\"",
    "SELECT id FROM customer WHERE occupation LIKE 'Teach%'" },
  { "preferred channel",
    "prefers email",
    "SELECT id FROM customer WHERE prefers = 'email'" },
  { "no preferred channel",
    "prefers nothing",
    "SELECT id FROM customer WHERE prefers = '' OR prefers IS NULL" },
  { "own field",
    "field \"Size\" at least 42",
    "SELECT id FROM customer WHERE size >= 42" },
  { NULL },
};

const RgPerfQuestion rg_perf_care_questions[] = {
  { "points",
    "points balance at least 200",
    "SELECT customer FROM points GROUP BY 1 HAVING sum(points) >= 200" },
  { "points that lapse",
    "lapsing points at least 20 in next 30 days",
    "SELECT customer FROM points WHERE lapses BETWEEN 20454 AND 20483 GROUP BY 1 HAVING "
    "sum(points) >= 20" },
  { "last got points",
    "last points got before last 180 days",
    "SELECT customer FROM points WHERE points > 0 GROUP BY 1 HAVING max(day) <= 20454 - 180" },
  { "last spent points",
    "last points spent in last 30 days",
    "SELECT DISTINCT customer FROM points WHERE points < 0 AND day > 20454 - 30" },
  { "open tickets",
    "open tickets at least 1 before last 90 days",
    "SELECT DISTINCT customer FROM ticket WHERE closed IS NULL AND opened <= 20454 - 90" },
  { "closed tickets",
    "closed tickets at least 2 in last 365 days",
    "SELECT customer FROM ticket WHERE closed > 20454 - 365 GROUP BY 1 HAVING count(*) >= 2" },
  { "tickets",
    "tickets at least 1 in last 365 days",
    "SELECT DISTINCT customer FROM ticket WHERE opened > 20454 - 365" },
  { NULL },
};

#define LIVE(ages, amount, times) \
  "any (all (age between 25 and " ages "; city is \"Town 0\" or \"Town 1\" or \"Town 2\"); tag " \
  "is \"tag 1\"); spend at least " amount " in last 90 days; none (bought category \"Category " \
  "3\" at least " times " times in last 180 days)"
#define LIVE_SQL(born, net, times) \
  "SELECT id FROM customer WHERE ((born BETWEEN " born " AND 11323 AND city IN ('Town 0', " \
  "'Town 1', 'Town 2')) OR id IN (SELECT customer FROM tag WHERE tag = 1)) AND id IN (SELECT " \
  "customer FROM receipt WHERE day > 20454 - 90 GROUP BY 1 HAVING sum(net) >= " net ") AND id " \
  "NOT IN (SELECT customer FROM sale WHERE category = 3 AND day > 20454 - 180 GROUP BY 1 HAVING " \
  "count(DISTINCT receipt) >= " times ")"

const RgPerfLive rg_perf_live[] = {
  { "live: the ages of e edited", LIVE ("%u", "100", "2"),
    LIVE_SQL ("(DATE '2026-01-01' - INTERVAL (%u + 1) YEAR + INTERVAL 1 DAY)::DATE - DATE "
              "'1970-01-01'", "10000", "2"), 40 },
  { "live: the amount of e edited", LIVE ("40", "%u", "2"), LIVE_SQL ("5480", "%u * 100", "2"),
    100 },
  { "live: the times of e edited", LIVE ("40", "100", "%u"), LIVE_SQL ("5480", "10000", "%u"), 2 },
  { NULL },
};
