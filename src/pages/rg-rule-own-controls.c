/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The controls of a rule about one of the shop's own fields: which field, which condition, and what
 * fits both. */
#include "pages/rg-rule-row-private.h"

#include "base/rg-i18n.h"
#include "base/rg-money.h"
#include "base/rg-number-formats.h"
#include "pages/rg-rule-chooser.h"
#include "rules/rg-rule-own.h"
#include "widgets/rg-field.h"

#define COLUMN "rg-column"

/* Each control carries what it needs besides the row. */
typedef struct
{
  RgDataset *dataset;
  const RgOwnColumn *column; /* of the dataset */
  char *currency;
  gboolean high;             /* the second of two bounds */
} RgOwnControl;

static void
rg_own_control_free (gpointer data)
{
  RgOwnControl *control = data;

  rg_dataset_unref (control->dataset);
  g_free (control->currency);
  g_free (control);
}

static void
rg_own_control_attach (GtkWidget *widget, const RgDataset *dataset, const RgOwnColumn *column,
                       const char *currency, gboolean high)
{
  RgOwnControl *control = g_new0 (RgOwnControl, 1);

  control->dataset = rg_dataset_ref (dataset);
  control->column = column;
  control->currency = g_strdup (currency);
  control->high = high;
  g_object_set_data_full (G_OBJECT (widget), COLUMN, control, rg_own_control_free);
}

static const RgOwnControl *
rg_own_control_get (GtkWidget *widget)
{
  return g_object_get_data (G_OBJECT (widget), COLUMN);
}

static GtkWidget *
rg_own_combo_new (const char *title, GtkStringList *labels, guint selected)
{
  GtkWidget *combo = adw_combo_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (combo), title);
  adw_combo_row_set_model (ADW_COMBO_ROW (combo), G_LIST_MODEL (labels));
  adw_combo_row_set_selected (ADW_COMBO_ROW (combo), selected);
  return combo;
}

/* --- which field -------------------------------------------------------------------------- */

/* The shop's own fields, or what every shop may know. */
static const RgOwnColumn *const *
rg_own_columns_of (const RgRule *rule, const RgDataset *dataset, guint *n)
{
  *n = rule->kind->of_everybody ? dataset->n_known : dataset->n_own;
  return rule->kind->of_everybody ? dataset->known : dataset->own;
}

static const char *
rg_own_column_title (const RgRule *rule, const RgOwnColumn *column)
{
  const RgRule about = { .kind = rule->kind, .field = (char *) column->name };

  return rg_rule_own_title (&about);
}

static void
rg_own_field_cb (GtkWidget *combo, GParamSpec *pspec, RgRuleRow *row)
{
  const RgOwnControl *control = rg_own_control_get (combo);
  const guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (combo));
  RgRule *rule = rg_rule_row_edit (row);
  guint n;

  const RgOwnColumn *const *columns;
  guint n_columns;

  if (rule == NULL)
    return;
  columns = rg_own_columns_of (rule, control->dataset, &n_columns);
  if (selected == 0 || selected > n_columns)
    return;
  const RgOwnColumn *column = columns[selected - 1];
  rg_rule_set_own (rule, column->name, column->kind, rg_own_kind_ops (column->kind, &n)[0]);
  rg_rule_row_edited (row, TRUE);
}

static void
rg_own_add_field (RgRuleRow *row, const RgRule *rule, const RgDataset *dataset,
                  const RgOwnColumn *chosen)
{
  guint n;
  const RgOwnColumn *const *columns = rg_own_columns_of (rule, dataset, &n);
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  guint selected = 0;
  GtkWidget *combo;

  /* Translators: in a list to choose from, before anything is chosen. */
  gtk_string_list_append (labels, _("Choose…"));
  for (guint i = 0; i < n; i++)
    {
      gtk_string_list_append (labels, rg_own_column_title (rule, columns[i]));
      if (columns[i] == chosen)
        selected = i + 1;
    }
  combo = rg_own_combo_new (rule->kind->of_everybody ? _("Fact") : _("Field"), labels, selected);
  rg_own_control_attach (combo, dataset, chosen, "", FALSE);
  g_signal_connect_object (combo, "notify::selected", G_CALLBACK (rg_own_field_cb), row, 0);
  rg_rule_row_take_control (row, combo);
}

/* --- which condition ---------------------------------------------------------------------- */

static const char *
rg_own_op_label (RgOp op, RgOperand operand)
{
  static const char *const labels[RG_OPS] = {
    [RG_OP_IS] = N_("Is"),
    [RG_OP_IS_NOT] = N_("Is Not"),
    [RG_OP_AT_LEAST] = N_("At Least"),
    [RG_OP_AT_MOST] = N_("At Most"),
    [RG_OP_BETWEEN] = N_("Between"),
    [RG_OP_NOT_AT_LEAST] = N_("Not at Least"),
    [RG_OP_NOT_AT_MOST] = N_("Not at Most"),
    [RG_OP_NOT_BETWEEN] = N_("Not Between"),
    [RG_OP_CONTAINS] = N_("Contains"),
    [RG_OP_CONTAINS_NOT] = N_("Does Not Contain"),
    [RG_OP_STARTS] = N_("Starts With"),
    [RG_OP_STARTS_NOT] = N_("Does Not Start With"),
    [RG_OP_ENDS] = N_("Ends With"),
    [RG_OP_ENDS_NOT] = N_("Does Not End With"),
    [RG_OP_LAST] = N_("In the Last … Days"),
    [RG_OP_NOT_LAST] = N_("Not in the Last … Days"),
    [RG_OP_NEXT] = N_("In the Next … Days"),
    [RG_OP_NOT_NEXT] = N_("Not in the Next … Days"),
    [RG_OP_WHEN] = N_("In a Period"),
    [RG_OP_NOT_WHEN] = N_("Not in a Period"),
    [RG_OP_YEARLY] = N_("Anniversary in a Period"),
    [RG_OP_NOT_YEARLY] = N_("No Anniversary in a Period"),
    [RG_OP_KNOWN] = N_("Is Known"),
    [RG_OP_UNKNOWN] = N_("Is Not Known"),
  };

  if (operand == RG_OPERAND_DAY && op == RG_OP_AT_LEAST)
    return _("On a Day or Later");
  if (operand == RG_OPERAND_DAY && op == RG_OP_NOT_AT_LEAST)
    return _("Not on a Day or Later");
  if (operand == RG_OPERAND_DAY && op == RG_OP_AT_MOST)
    return _("On a Day or Earlier");
  if (operand == RG_OPERAND_DAY && op == RG_OP_NOT_AT_MOST)
    return _("Not on a Day or Earlier");
  return _(labels[op]);
}

static void
rg_own_op_cb (GtkWidget *combo, GParamSpec *pspec, RgRuleRow *row)
{
  const RgOwnColumn *column = rg_own_control_get (combo)->column;
  const guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (combo));
  RgRule *rule = rg_rule_row_edit (row);
  guint n;
  const RgOp *ops = rg_own_kind_ops (column->kind, &n);

  if (rule == NULL || selected >= n)
    return;
  rg_rule_set_own (rule, column->name, column->kind, ops[selected]);
  rg_rule_row_edited (row, TRUE);
}

static void
rg_own_add_op (RgRuleRow *row, const RgRule *rule, const RgDataset *dataset,
               const RgOwnColumn *column)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  guint n, selected = 0;
  const RgOp *ops = rg_own_kind_ops (column->kind, &n);
  GtkWidget *combo;

  for (guint i = 0; i < n; i++)
    {
      gtk_string_list_append (labels, rg_own_op_label (ops[i], rule->operand));
      if (ops[i] == rule->op)
        selected = i;
    }
  combo = rg_own_combo_new (_("Condition"), labels, selected);
  rg_own_control_attach (combo, dataset, column, "", FALSE);
  g_signal_connect_object (combo, "notify::selected", G_CALLBACK (rg_own_op_cb), row, 0);
  rg_rule_row_take_control (row, combo);
}

/* --- numbers, money and days -------------------------------------------------------------- */

/* A bound of the rule as somebody types it, and back. Money and numbers are millionths there. */
static gint64
rg_own_micro (const RgOwnControl *control, gint64 number)
{
  gint64 unit = control->column->kind == RG_OWN_NUMBER  ? RG_PRICE_UNIT / RG_OWN_NUMBER_UNIT
                : control->column->kind == RG_OWN_SCALE ? RG_PRICE_UNIT
                                                        : 1;

  for (int i = MAX (rg_currency_digits (control->currency), 0);
       control->column->kind == RG_OWN_MONEY && i < 6; i++)
    unit *= 10;
  return control->column->kind == RG_OWN_DATE ? number : number * unit;
}

static char *
rg_own_bound_to_typed (const RgOwnControl *control, gint64 bound)
{
  const RgOwnKind kind = control->column->kind;
  const gint64 unit = rg_own_micro (control, 1);
  g_autofree char *plain = rg_own_number_print (
    kind, bound / unit, MAX (rg_currency_digits (control->currency), 0));

  return rg_own_text_to_typed (kind, plain, control->currency);
}

/* What is none of the kind marks the field and leaves the rule as it was. */
static void
rg_own_bound_cb (GtkWidget *entry, GParamSpec *pspec, RgRuleRow *row)
{
  const RgOwnControl *control = rg_own_control_get (entry);
  RgRule *rule = rg_rule_row_edit (row);
  g_autofree char *plain = NULL;
  gint64 number;

  if (rule == NULL)
    return;
  plain = rg_own_text_from_typed (control->column->kind,
                                  gtk_editable_get_text (GTK_EDITABLE (entry)), control->currency,
                                  NULL);
  if (plain == NULL || !rg_own_number_parse (control->column->kind, plain,
                                             MAX (rg_currency_digits (control->currency), 0),
                                             &number))
    {
      rg_field_refuse (entry, NULL);
      return;
    }
  rg_field_accept (entry);
  number = rg_own_micro (control, number);
  if (!control->high)
    rule->low = number;
  if (control->high || (rule->op != RG_OP_BETWEEN && rule->op != RG_OP_NOT_BETWEEN))
    rule->high = number;
  rg_rule_row_edited (row, FALSE);
}

/* "From (kr)". */
static char *
rg_own_dup_title (const RgOwnControl *like, const char *title)
{
  g_autofree char *symbol = rg_number_formats_dup_symbol (like->currency);

  return like->column->kind == RG_OWN_MONEY ? g_strdup_printf ("%s (%s)", title, symbol)
                                            : g_strdup (title);
}

static void
rg_own_add_bound (RgRuleRow *row, const char *title, gint64 bound, const RgOwnControl *like,
                  gboolean high)
{
  GtkWidget *entry = adw_entry_row_new ();
  g_autofree char *titled = rg_own_dup_title (like, title);
  g_autofree char *typed = NULL;

  rg_own_control_attach (entry, like->dataset, like->column, like->currency, high);
  typed = rg_own_bound_to_typed (rg_own_control_get (entry), bound);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (entry), titled);
  gtk_editable_set_text (GTK_EDITABLE (entry), typed);
  g_signal_connect_object (entry, "notify::text", G_CALLBACK (rg_own_bound_cb), row, 0);
  rg_rule_row_take_control (row, entry);
}

static void
rg_own_add_bounds (RgRuleRow *row, const RgRule *rule, const RgOwnControl *like)
{
  const gboolean day = rule->operand == RG_OPERAND_DAY;
  const gboolean money = like->column->kind == RG_OWN_MONEY;

  if (rule->op == RG_OP_BETWEEN || rule->op == RG_OP_NOT_BETWEEN)
    {
      rg_own_add_bound (row, day ? _("First Day (2026-01-31)") : _("From"), rule->low, like,
                        FALSE);
      rg_own_add_bound (row, day ? _("Last Day (2026-01-31)") : _("To"), rule->high, like, TRUE);
    }
  else
    /* Translators: the title of a field for a day written as year-month-day. */
    rg_own_add_bound (row, day ? _("Day (2026-01-31)") : money ? _("Amount") : _("Number"),
                      rule->low, like, FALSE);
}

/* --- days, texts, yes and no -------------------------------------------------------------- */

static void
rg_own_days_cb (GtkWidget *spin, GParamSpec *pspec, RgRuleRow *row)
{
  RgRule *rule = rg_rule_row_edit (row);

  if (rule == NULL)
    return;
  rule->low = rule->high = (gint64) adw_spin_row_get_value (ADW_SPIN_ROW (spin));
  rg_rule_row_edited (row, FALSE);
}

static void
rg_own_add_days (RgRuleRow *row, const RgRule *rule)
{
  GtkWidget *spin = adw_spin_row_new_with_range (1, RG_DAYS_MAX, 1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (spin), _("Days"));
  adw_spin_row_set_value (ADW_SPIN_ROW (spin), (double) rule->low);
  g_signal_connect_object (spin, "notify::value", G_CALLBACK (rg_own_days_cb), row, 0);
  rg_rule_row_take_control (row, spin);
}

static void
rg_own_text_cb (GtkWidget *entry, GParamSpec *pspec, RgRuleRow *row)
{
  RgRule *rule = rg_rule_row_edit (row);
  const char *text[] = { gtk_editable_get_text (GTK_EDITABLE (entry)), NULL };

  if (rule == NULL)
    return;
  rg_rule_set_names (rule, g_strdupv ((char **) text));
  rg_rule_row_edited (row, FALSE);
}

static void
rg_own_add_text (RgRuleRow *row, const RgRule *rule)
{
  GtkWidget *entry = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (entry), _("Text"));
  gtk_editable_set_text (GTK_EDITABLE (entry),
                         rule->names != NULL && rule->names[0] != NULL ? rule->names[0] : "");
  g_signal_connect_object (entry, "notify::text", G_CALLBACK (rg_own_text_cb), row, 0);
  rg_rule_row_take_control (row, entry);
}

static void
rg_own_answer_cb (GtkWidget *combo, GParamSpec *pspec, RgRuleRow *row)
{
  RgRule *rule = rg_rule_row_edit (row);

  if (rule == NULL)
    return;
  rule->low = rule->high = adw_combo_row_get_selected (ADW_COMBO_ROW (combo)) == 0;
  rg_rule_row_edited (row, FALSE);
}

static void
rg_own_add_answer (RgRuleRow *row, const RgRule *rule)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  GtkWidget *combo;

  gtk_string_list_append (labels, _("Yes"));
  gtk_string_list_append (labels, _("No"));
  combo = rg_own_combo_new (_("Answer"), labels, rule->low == 0);
  g_signal_connect_object (combo, "notify::selected", G_CALLBACK (rg_own_answer_cb), row, 0);
  rg_rule_row_take_control (row, combo);
}

/* --- all of them -------------------------------------------------------------------------- */

static void
rg_own_add_values (RgRuleRow *row, const RgRule *rule, const RgDataset *dataset,
                   const RgOwnColumn *column, const char *currency)
{
  const RgOwnControl like = { (RgDataset *) dataset, column, (char *) currency, FALSE };
  RgOp op;

  rg_op_is_not (rule->op, &op);
  if (op == RG_OP_KNOWN)
    return;
  if (op == RG_OP_LAST || op == RG_OP_NEXT)
    rg_own_add_days (row, rule);
  else if (op == RG_OP_WHEN || op == RG_OP_YEARLY)
    rg_rule_row_add_window (row, rule);
  else if (rg_op_is_part (op))
    rg_own_add_text (row, rule);
  else if (rule->operand == RG_OPERAND_YES_NO)
    rg_own_add_answer (row, rule);
  else if (rule->operand == RG_OPERAND_NAMES)
    rg_rule_row_add_list (row, rule, G_STRUCT_OFFSET (RgRule, names),
                          rg_rule_chooser_new_for (&column->names, _("Add Value")));
  else
    rg_own_add_bounds (row, rule, &like);
}

void
rg_rule_row_add_own (RgRuleRow *self, const RgRule *rule, const RgDataset *dataset,
                     const char *currency)
{
  const RgOwnColumn *column =
    dataset != NULL ? rg_rule_own_column (rule, dataset) : NULL;

  if (dataset == NULL || (!rule->kind->of_everybody && dataset->n_own == 0))
    {
      GtkWidget *none = adw_action_row_new ();

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (none), _("No fields yet"));
      adw_action_row_set_subtitle (ADW_ACTION_ROW (none),
                                   _("Preferences have a page on which you make them"));
      rg_rule_row_take_control (self, none);
      return;
    }
  rg_own_add_field (self, rule, dataset, column);
  if (column == NULL || rg_own_kind_operand (column->kind) != rule->operand)
    return;
  rg_own_add_op (self, rule, dataset, column);
  rg_own_add_values (self, rule, dataset, column, currency);
}
