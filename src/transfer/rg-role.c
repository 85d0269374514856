/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The table of columns' meanings. */
#include "transfer/rg-role.h"

#include "base/rg-i18n.h"

enum {
  SALES = 1 << RG_IMPORT_SALES,
  CUSTOMERS = 1 << RG_IMPORT_CUSTOMERS,
  PRODUCTS = 1 << RG_IMPORT_PRODUCTS,
  ACTIVITY = 1 << RG_IMPORT_ACTIVITY,
  NUMBER = 1 << 8,
  DATE = 1 << 9,
};

static const struct {
  const char *id;
  const char *label;
  guint flags;
} roles[RG_N_ROLES] = {
  [RG_ROLE_NONE] = { "none", N_ ("Not imported"), SALES | CUSTOMERS | PRODUCTS | ACTIVITY },
  [RG_ROLE_NUMBER] = { "number", N_ ("Receipt number"), SALES | ACTIVITY },
  [RG_ROLE_DATE] = { "date", N_ ("Date"), SALES | ACTIVITY | DATE },
  [RG_ROLE_TIME] = { "time", N_ ("Time"), SALES | ACTIVITY },
  [RG_ROLE_LOCATION] = { "location", N_ ("Branch"), SALES | PRODUCTS },
  [RG_ROLE_TILL] = { "till", N_ ("Till"), SALES },
  [RG_ROLE_STAFF] = { "staff", N_ ("Sold by"), SALES },
  [RG_ROLE_CODE] = { "code", N_ ("Product code"), SALES | PRODUCTS | ACTIVITY },
  [RG_ROLE_PRODUCT] = { "product", N_ ("Product"), SALES | PRODUCTS | ACTIVITY },
  [RG_ROLE_CATEGORY] = { "category", N_ ("Category"), SALES | PRODUCTS },
  [RG_ROLE_BRAND] = { "brand", N_ ("Brand"), SALES | PRODUCTS },
  [RG_ROLE_QUANTITY] = { "quantity", N_ ("Quantity"), SALES | ACTIVITY | NUMBER },
  [RG_ROLE_UNIT_PRICE] = { "unit-price", N_ ("Unit price"), SALES | NUMBER },
  [RG_ROLE_NET] = { "net", N_ ("Amount after discount"), SALES | NUMBER },
  [RG_ROLE_GROSS] = { "gross", N_ ("Amount before discount"), SALES | NUMBER },
  [RG_ROLE_DISCOUNT] = { "discount", N_ ("Discount"), SALES | NUMBER },
  [RG_ROLE_TAX] = { "tax", N_ ("Tax"), SALES | NUMBER },
  [RG_ROLE_COST] = { "cost", N_ ("Cost of the line"), SALES | NUMBER },
  [RG_ROLE_CURRENCY] = { "currency", N_ ("Currency"), SALES },
  [RG_ROLE_TYPE] = { "type", N_ ("Sale or return"), SALES },
  [RG_ROLE_STATUS] = { "status", N_ ("State of the receipt"), SALES },
  [RG_ROLE_CANCELLED] = { "cancelled", N_ ("Cancelled on"), SALES },
  [RG_ROLE_RECEIPT_SUBTOTAL] = { "receipt-subtotal", N_ ("Goods of the whole receipt"),
                                 SALES | NUMBER },
  [RG_ROLE_RECEIPT_DISCOUNT] = { "receipt-discount", N_ ("Discount on the whole receipt"),
                                 SALES | NUMBER },
  [RG_ROLE_RECEIPT_TAX] = { "receipt-tax", N_ ("Tax of the whole receipt"), SALES | NUMBER },
  [RG_ROLE_DELIVERY] = { "delivery", N_ ("Delivery charge"), SALES | NUMBER },
  [RG_ROLE_RECEIPT_TOTAL] = { "receipt-total", N_ ("Total of the receipt"), SALES | NUMBER },
  [RG_ROLE_REFUND] = { "refund", N_ ("Paid back on the receipt"), SALES | NUMBER },
  [RG_ROLE_COUPON] = { "coupon", N_ ("Coupon"), SALES },
  [RG_ROLE_DELIVERY_METHOD] = { "delivery-method", N_ ("Way of delivery"), SALES },
  [RG_ROLE_DELIVERED_ON] = { "delivered-on", N_ ("Date of delivery"), SALES | DATE },
  [RG_ROLE_PLACED] = { "placed", N_ ("Where the order was placed"), SALES },
  [RG_ROLE_DELIVERY_NAME] = { "delivery-name", N_ ("Delivery: name"), SALES },
  [RG_ROLE_DELIVERY_STREET] = { "delivery-street", N_ ("Delivery: street"), SALES },
  [RG_ROLE_DELIVERY_POSTCODE] = { "delivery-postcode", N_ ("Delivery: postcode"), SALES },
  [RG_ROLE_DELIVERY_CITY] = { "delivery-city", N_ ("Delivery: city"), SALES },
  [RG_ROLE_DELIVERY_REGION] = { "delivery-region", N_ ("Delivery: region"), SALES },
  [RG_ROLE_DELIVERY_COUNTRY] = { "delivery-country", N_ ("Delivery: country"), SALES },
  [RG_ROLE_UNIT_COST] = { "unit-cost", N_ ("Cost of one"), PRODUCTS | NUMBER },
  [RG_ROLE_SUPPLIER] = { "supplier", N_ ("Supplier"), PRODUCTS },
  [RG_ROLE_STOCK] = { "stock", N_ ("In stock"), PRODUCTS | NUMBER },
  [RG_ROLE_WARRANTY] = { "warranty", N_ ("Warranty"), PRODUCTS },
  [RG_ROLE_LIFETIME] = { "lifetime", N_ ("How long it lasts"), PRODUCTS },
  [RG_ROLE_ACTIVITY] = { "activity", N_ ("Looked at or left in the basket"), ACTIVITY },
  [RG_ROLE_CUSTOMER_ID] = { "customer-id", N_ ("Customer number"), SALES | ACTIVITY | CUSTOMERS },
  [RG_ROLE_CARD_NUMBER] = { "card-number", N_ ("Loyalty card"), SALES | ACTIVITY | CUSTOMERS },
  [RG_ROLE_NAME] = { "name", N_ ("Full name"), SALES | ACTIVITY | CUSTOMERS },
  [RG_ROLE_GIVEN_NAME] = { "given-name", N_ ("First name"), SALES | ACTIVITY | CUSTOMERS },
  [RG_ROLE_FAMILY_NAME] = { "family-name", N_ ("Last name"), SALES | ACTIVITY | CUSTOMERS },
  [RG_ROLE_EMAIL] = { "email", N_ ("E-mail"), SALES | ACTIVITY | CUSTOMERS },
  [RG_ROLE_PHONE] = { "phone", N_ ("Phone"), SALES | ACTIVITY | CUSTOMERS },
  [RG_ROLE_CONTACTS] = { "contacts", N_ ("E-mail and phone together"),
                         SALES | ACTIVITY | CUSTOMERS },
  [RG_ROLE_STREET] = { "street", N_ ("Street"), SALES | ACTIVITY | CUSTOMERS },
  [RG_ROLE_STREET_2] = { "street-2", N_ ("Street, second line"), SALES | CUSTOMERS },
  [RG_ROLE_POSTCODE] = { "postcode", N_ ("Postcode"), SALES | ACTIVITY | CUSTOMERS },
  [RG_ROLE_CITY] = { "city", N_ ("City"), SALES | ACTIVITY | CUSTOMERS },
  [RG_ROLE_REGION] = { "region", N_ ("Region"), SALES | ACTIVITY | CUSTOMERS },
  [RG_ROLE_COUNTRY] = { "country", N_ ("Country"), SALES | ACTIVITY | CUSTOMERS },
  [RG_ROLE_BIRTHDAY] = { "birthday", N_ ("Birthday"), CUSTOMERS | DATE },
  [RG_ROLE_GENDER] = { "gender", N_ ("Gender"), CUSTOMERS },
  [RG_ROLE_LANGUAGE] = { "language", N_ ("Language"), CUSTOMERS },
  [RG_ROLE_OCCUPATION] = { "occupation", N_ ("Occupation"), CUSTOMERS },
  [RG_ROLE_INCOME] = { "income", N_ ("Income"), CUSTOMERS },
  [RG_ROLE_INTERESTS] = { "interests", N_ ("Interests"), CUSTOMERS },
  [RG_ROLE_CHILDREN] = { "children", N_ ("Children"), CUSTOMERS | NUMBER },
  [RG_ROLE_HOUSEHOLD_SIZE] = { "household-size", N_ ("People in the home"), CUSTOMERS | NUMBER },
  [RG_ROLE_OWNER] = { "owner", N_ ("Looked after by"), CUSTOMERS },
  [RG_ROLE_NOTE] = { "note", N_ ("Note"), CUSTOMERS },
  [RG_ROLE_TAGS] = { "tags", N_ ("Tags"), CUSTOMERS },
  [RG_ROLE_SINCE] = { "since", N_ ("Customer since"), CUSTOMERS | DATE },
  [RG_ROLE_JOINED_HOW] = { "joined-how", N_ ("How they joined"), CUSTOMERS },
  [RG_ROLE_JOINED_WHERE] = { "joined-where", N_ ("Where they joined"), CUSTOMERS },
  [RG_ROLE_PREFERS] = { "prefers", N_ ("Prefers to hear by"), CUSTOMERS },
  [RG_ROLE_POINTS] = { "points", N_ ("Points"), CUSTOMERS | NUMBER },
  [RG_ROLE_POST] = { "post", N_ ("Permission for post"), CUSTOMERS },
  [RG_ROLE_POST_ON] = { "post-on", N_ ("Date of permission for post"), CUSTOMERS | DATE },
  [RG_ROLE_EMAIL_OK] = { "email-ok", N_ ("Permission for e-mail"), CUSTOMERS },
  [RG_ROLE_EMAIL_ON] = { "email-on", N_ ("Date of permission for e-mail"), CUSTOMERS | DATE },
  [RG_ROLE_PHONE_OK] = { "phone-ok", N_ ("Permission for calls"), CUSTOMERS },
  [RG_ROLE_PHONE_ON] = { "phone-on", N_ ("Date of permission for calls"), CUSTOMERS | DATE },
  [RG_ROLE_SMS] = { "sms", N_ ("Permission for text messages"), CUSTOMERS },
  [RG_ROLE_SMS_ON] = { "sms-on", N_ ("Date of permission for text messages"), CUSTOMERS | DATE },
  [RG_ROLE_OWN] = { "own", N_ ("Field of the shop’s own"), CUSTOMERS },
};

const char *
rg_role_get_id (RgRole role)
{
  g_return_val_if_fail (role < RG_N_ROLES, "none");
  return roles[role].id;
}

RgRole
rg_role_from_id (const char *id)
{
  for (RgRole role = 0; role < RG_N_ROLES; role++)
    if (g_strcmp0 (roles[role].id, id) == 0)
      return role;
  return RG_ROLE_NONE;
}

const char *
rg_role_get_label (RgRole role)
{
  g_return_val_if_fail (role < RG_N_ROLES, "");
  return _(roles[role].label);
}

gboolean
rg_role_fits (RgRole role, RgImportKind kind)
{
  return (roles[role].flags & (1u << kind)) != 0;
}

gboolean
rg_role_is_number (RgRole role)
{
  return (roles[role].flags & NUMBER) != 0;
}

gboolean
rg_role_is_date (RgRole role)
{
  return (roles[role].flags & DATE) != 0;
}
