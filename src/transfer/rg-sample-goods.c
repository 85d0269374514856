/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What the sample shop sells. */
#include "config.h"

#include "transfer/rg-sample-private.h"

/* Prices and costs in whole kroner; the price is with tax. */
typedef struct
{
  const char *code;
  const char *name;
  const char *brand;
  const char *supplier;
  int price;
  int cost;
  int warranty; /* months, 0: none */
  int lifetime; /* days, 0: it does not wear out */
} RgSampleGood;

typedef struct
{
  const char *name;
  int tax_permille;
  const RgSampleGood *goods;
} RgSampleGoods;

static const RgSampleGood coffee[] = {
  { "K-101", "Sidamo Washed 250 g", "Fjordbrenneriet", "Nordic Green Coffee", 129, 58, 0, 21 },
  { "K-102", "Huila Natural 250 g", "Fjordbrenneriet", "Nordic Green Coffee", 139, 64, 0, 21 },
  { "K-103", "House Espresso 250 g", "Fjordbrenneriet", "Nordic Green Coffee", 109, 47, 0, 21 },
  { "K-104", "House Espresso 1 kg", "Fjordbrenneriet", "Nordic Green Coffee", 389, 181, 0, 60 },
  { "K-105", "Breakfast Filter 250 g", "Fjordbrenneriet", "Nordic Green Coffee", 99, 41, 0, 21 },
  { "K-106", "Breakfast Filter 1 kg", "Fjordbrenneriet", "Nordic Green Coffee", 349, 158, 0, 60 },
  { "K-107", "Decaf Sugarcane 250 g", "Fjordbrenneriet", "Nordic Green Coffee", 135, 63, 0, 21 },
  { "K-108", "Christmas Blend 250 g", "Fjordbrenneriet", "Nordic Green Coffee", 145, 66, 0, 21 },
  { "K-120", "Paper Filters, 100", "Kaffeform", "Vestland Grossist", 59, 24, 0, 90 },
  { NULL },
};

static const RgSampleGood tea[] = {
  { "T-201", "Earl Grey 100 g", "Løv", "Hamburg Tea Trading", 89, 33, 0, 60 },
  { "T-202", "Sencha 100 g", "Løv", "Hamburg Tea Trading", 119, 49, 0, 60 },
  { "T-203", "Darjeeling First Flush 100 g", "Løv", "Hamburg Tea Trading", 149, 66, 0, 60 },
  { "T-204", "Rooibos Vanilla 100 g", "Løv", "Hamburg Tea Trading", 85, 30, 0, 60 },
  { "T-205", "Peppermint 80 g", "Løv", "Hamburg Tea Trading", 79, 26, 0, 60 },
  { "T-206", "Genmaicha 100 g", "Løv", "Hamburg Tea Trading", 109, 44, 0, 60 },
  { "T-220", "Stoneware Mug", "Leire", "Vestland Grossist", 229, 102, 12, 0 },
  { NULL },
};

static const RgSampleGood books[] = {
  { "B-301", "The Tide Table", "Havn Forlag", "Bokgrossisten", 249, 145, 0, 0 },
  { "B-302", "Seven Islands in Winter", "Havn Forlag", "Bokgrossisten", 299, 176, 0, 0 },
  { "B-303", "Knots for Beginners", "Havn Forlag", "Bokgrossisten", 199, 112, 0, 0 },
  { "B-304", "A Short History of Rain", "Stabbur", "Bokgrossisten", 349, 205, 0, 0 },
  { "B-305", "The Lighthouse Twins", "Stabbur", "Bokgrossisten", 179, 101, 0, 0 },
  { "B-306", "Sourdough Slowly", "Stabbur", "Bokgrossisten", 399, 238, 0, 0 },
  { "B-307", "Birds of the Coast", "Stabbur", "Bokgrossisten", 449, 262, 0, 0 },
  { "B-308", "Murder at Fløyen", "Krimhuset", "Bokgrossisten", 229, 129, 0, 0 },
  { "B-309", "The Silent Ferry", "Krimhuset", "Bokgrossisten", 229, 129, 0, 0 },
  { "B-310", "Snow on the Line", "Krimhuset", "Bokgrossisten", 229, 131, 0, 0 },
  { "B-311", "Little Troll Counts", "Ugla Barn", "Bokgrossisten", 149, 84, 0, 0 },
  { "B-312", "Where Is the Moon?", "Ugla Barn", "Bokgrossisten", 159, 88, 0, 0 },
  { "B-313", "The Year Calendar", "Ugla Barn", "Bokgrossisten", 189, 90, 0, 0 },
  { NULL },
};

static const RgSampleGood stationery[] = {
  { "S-401", "Notebook A5, dotted", "Papirus", "Vestland Grossist", 129, 51, 0, 150 },
  { "S-402", "Notebook A6, plain", "Papirus", "Vestland Grossist", 89, 34, 0, 120 },
  { "S-403", "Fountain Pen, medium", "Blekk", "Vestland Grossist", 299, 141, 24, 0 },
  { "S-404", "Ink, Fjord Blue 50 ml", "Blekk", "Vestland Grossist", 119, 48, 0, 180 },
  { "S-405", "Pencils, box of 12", "Blekk", "Vestland Grossist", 79, 29, 0, 0 },
  { "S-406", "Postcards, set of 8", "Papirus", "Vestland Grossist", 69, 22, 0, 0 },
  { "S-407", "School Diary", "Papirus", "Vestland Grossist", 149, 63, 0, 0 },
  { "S-408", "Wrapping Paper, 3 m", "Papirus", "Vestland Grossist", 59, 18, 0, 0 },
  { NULL },
};

/* In the order of the categories' enumeration. Food, books and other goods are taxed
 * differently. */
static const RgSampleGoods categories[RG_SAMPLE_CATEGORIES] = {
  { "Coffee", 150, coffee },
  { "Tea", 150, tea },
  { "Books", 0, books },
  { "Stationery", 250, stationery },
};

static const RgSampleGood wrapping = { "X-901", "Gift Wrapping", "", "", 25, 6, 0, 0 };
static const RgSampleGood gift_card = { "X-902", "Gift Card", "", "", 500, 0, 0, 0 };

static int
rg_sample_add_good (RgSampleData *data, const RgSampleGood *good, int category, RgLineKind kind,
                    int tax_permille)
{
  RgSampleProduct product = {
    .code = good->code,
    .name = good->name,
    .brand = good->brand,
    .supplier = good->supplier,
    .category = category,
    .kind = kind,
    .price_micro = (gint64) good->price * 1000000,
    .cost_micro = (gint64) good->cost * 1000000,
    .tax_permille = tax_permille,
    .warranty_months = good->warranty,
    .lifetime_days = good->lifetime,
  };
  g_array_append_val (data->products, product);
  return (int) data->products->len - 1;
}

void
rg_sample_make_goods (RgSampleData *data, RgSampleShelf *shelf)
{
  for (int category = 0; category < RG_SAMPLE_CATEGORIES; category++)
    {
      const RgSampleGoods *goods = &categories[category];
      g_ptr_array_add (data->categories, (gpointer) goods->name);
      shelf->first[category] = (int) data->products->len;
      for (const RgSampleGood *good = goods->goods; good->code != NULL; good++)
        rg_sample_add_good (data, good, category, RG_LINE_SALE, goods->tax_permille);
    }
  shelf->first[RG_SAMPLE_CATEGORIES] = (int) data->products->len;
  shelf->wrapping = rg_sample_add_good (data, &wrapping, RG_SAMPLE_NONE, RG_LINE_FEE, 250);
  shelf->gift_card = rg_sample_add_good (data, &gift_card, RG_SAMPLE_NONE, RG_LINE_GIFT_CARD, 0);
}
