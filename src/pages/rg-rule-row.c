/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The row of a rule. Its controls follow from the fields of the rule's kind. */
#include "pages/rg-rule-row-private.h"

#include "base/rg-i18n.h"
#include "base/rg-money.h"
#include "pages/rg-rule-chooser.h"

struct _RgRuleRow
{
  AdwExpanderRow parent_instance;

  RgNode *node;
  RgDataset *dataset;
  char *currency;
  GtkWidget *remove_button;
  GPtrArray *controls; /* rows in the opened part, borrowed */
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (RgRuleRow, rg_rule_row, ADW_TYPE_EXPANDER_ROW)

enum { SIGNAL_CHANGED, SIGNAL_REMOVE, SIGNAL_MOVE, SIGNAL_DUPLICATE, N_SIGNALS };
static guint signals[N_SIGNALS];

/* A control writes itself into the rule. */
typedef void (*RgApplyFunc) (RgRuleRow *self, GtkWidget *control);

static void rg_rule_row_rebuild (RgRuleRow *self);

static RgRule *
rg_rule_row_get_rule (RgRuleRow *self)
{
  return &self->node->rule;
}

static void
rg_rule_row_update_title (RgRuleRow *self)
{
  g_autofree char *title = rg_rule_sentence (rg_rule_row_get_rule (self), self->currency);
  g_autofree char *spoken = NULL;

  /* Translators: %s is the sentence of a rule, such as "Came at least 3 times". */
  spoken = g_strdup_printf (_("Remove Rule: %s"), title);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->remove_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

static void
rg_rule_row_changed (RgRuleRow *self)
{
  rg_rule_row_update_title (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
rg_rule_row_apply_cb (GtkWidget *control, GParamSpec *pspec, RgRuleRow *self)
{
  RgApplyFunc apply = (RgApplyFunc) g_object_get_data (G_OBJECT (control), "rg-apply");

  if (self->filling || self->node == NULL)
    return;
  apply (self, control);
  rg_rule_row_changed (self);
}

static void
rg_rule_row_add_control (RgRuleRow *self, GtkWidget *control, const char *property,
                         RgApplyFunc apply)
{
  if (property != NULL)
    {
      g_autofree char *signal = g_strconcat ("notify::", property, NULL);

      g_object_set_data (G_OBJECT (control), "rg-apply", (gpointer) apply);
      g_signal_connect_object (control, signal, G_CALLBACK (rg_rule_row_apply_cb), self, 0);
    }
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), control);
  g_ptr_array_add (self->controls, control);
}

/* --- controls in another file ------------------------------------------------------------- */

RgRule *
rg_rule_row_edit (RgRuleRow *self)
{
  return self->filling || self->node == NULL ? NULL : rg_rule_row_get_rule (self);
}

void
rg_rule_row_edited (RgRuleRow *self, gboolean rebuild)
{
  if (rebuild)
    rg_rule_row_rebuild (self);
  rg_rule_row_changed (self);
}

void
rg_rule_row_take_control (RgRuleRow *self, GtkWidget *control)
{
  rg_rule_row_add_control (self, control, NULL, NULL);
}

/* --- kinds of controls -------------------------------------------------------------------- */

static GtkWidget *
rg_combo_new (const char *title, const char *const *labels, guint selected)
{
  GtkWidget *combo = adw_combo_row_new ();
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);

  for (guint i = 0; labels[i] != NULL; i++)
    gtk_string_list_append (list, _(labels[i]));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (combo), title);
  adw_combo_row_set_model (ADW_COMBO_ROW (combo), G_LIST_MODEL (list));
  adw_combo_row_set_selected (ADW_COMBO_ROW (combo), selected);
  return combo;
}

static guint
rg_combo_get (GtkWidget *combo)
{
  return adw_combo_row_get_selected (ADW_COMBO_ROW (combo));
}

static GtkWidget *
rg_spin_new (const char *title, double value, double least, double most, guint digits)
{
  GtkWidget *spin = adw_spin_row_new_with_range (least, most, 1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (spin), title);
  adw_spin_row_set_digits (ADW_SPIN_ROW (spin), digits);
  adw_spin_row_set_value (ADW_SPIN_ROW (spin), value);
  return spin;
}

/* A long list is searched by what is typed. */
static void
rg_rule_row_make_searchable (GtkWidget *combo)
{
  g_autoptr (GtkExpression) text =
    gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");

  adw_combo_row_set_expression (ADW_COMBO_ROW (combo), text);
  adw_combo_row_set_search_match_mode (ADW_COMBO_ROW (combo),
                                       GTK_STRING_FILTER_MATCH_MODE_SUBSTRING);
  adw_combo_row_set_enable_search (ADW_COMBO_ROW (combo), TRUE);
}

/* --- what to look at ---------------------------------------------------------------------- */

static void
rg_rule_row_apply_kind (RgRuleRow *self, GtkWidget *control)
{
  RgNode *fresh = rg_node_new_rule_for (rg_rule_kind_at (rg_combo_get (control)), self->dataset);

  rg_rule_clear (&self->node->rule);
  self->node->rule = fresh->rule;
  fresh->rule = (RgRule) { 0 };
  rg_node_free (fresh);
  rg_rule_row_rebuild (self);
}

static void
rg_rule_row_add_kind (RgRuleRow *self)
{
  const RgRuleKind *kind = rg_rule_row_get_rule (self)->kind;
  const guint n = rg_n_rule_kinds ();
  g_autofree const char **labels = g_new0 (const char *, n + 1);
  GtkWidget *combo;
  guint selected = 0;

  for (guint k = 0; k < n; k++)
    {
      labels[k] = rg_rule_kind_at (k)->title;
      if (rg_rule_kind_at (k) == kind)
        selected = k;
    }
  combo = rg_combo_new (_("Rule"), labels, selected);
  rg_rule_row_make_searchable (combo);
  rg_rule_row_add_control (self, combo, "selected", rg_rule_row_apply_kind);
}

/* --- condition ---------------------------------------------------------------------------- */

/* In the order of a menu. */
static const struct {
  RgOp op;
  const char *label;
} conditions[] = {
  { RG_OP_AT_LEAST, N_("At Least") },
  { RG_OP_AT_MOST, N_("At Most") },
  { RG_OP_BETWEEN, N_("Between") },
  { RG_OP_IS, N_("Is") },
  { RG_OP_IS_NOT, N_("Is Not") },
  { RG_OP_NOT_AT_LEAST, N_("Not at Least") },
  { RG_OP_NOT_AT_MOST, N_("Not at Most") },
  { RG_OP_NOT_BETWEEN, N_("Not Between") },
  { RG_OP_CONTAINS, N_("Contains") },
  { RG_OP_CONTAINS_NOT, N_("Does Not Contain") },
  { RG_OP_STARTS, N_("Starts With") },
  { RG_OP_STARTS_NOT, N_("Does Not Start With") },
  { RG_OP_ENDS, N_("Ends With") },
  { RG_OP_ENDS_NOT, N_("Does Not End With") },
};

static void
rg_rule_row_apply_op (RgRuleRow *self, GtkWidget *control)
{
  RgRule *rule = rg_rule_row_get_rule (self);
  guint at = rg_combo_get (control);

  for (guint i = 0; i < G_N_ELEMENTS (conditions); i++)
    if (rule->kind->ops & 1u << conditions[i].op && at-- == 0)
      {
        rg_rule_set_op (rule, conditions[i].op);
        break;
      }
  rg_rule_row_rebuild (self);
}

static void
rg_rule_row_add_op (RgRuleRow *self, const RgRule *rule)
{
  const char *labels[G_N_ELEMENTS (conditions) + 1] = { NULL };
  guint n = 0, selected = 0;

  for (guint i = 0; i < G_N_ELEMENTS (conditions); i++)
    {
      if (!(rule->kind->ops & 1u << conditions[i].op))
        continue;
      if (conditions[i].op == rule->op)
        selected = n;
      labels[n++] = conditions[i].label;
    }
  if (rule->kind->fields & RG_FIELD_BARE)
    {
      labels[0] = rule->kind->fields & RG_FIELD_CHOICE ? N_("Has") : N_("It Is So");
      labels[1] = rule->kind->fields & RG_FIELD_CHOICE ? N_("Has Not") : N_("It Is Not So");
    }
  if (n > 0)
    rg_rule_row_add_control (self, rg_combo_new (_("Condition"), labels, selected), "selected",
                             rg_rule_row_apply_op);
}

/* --- numbers ------------------------------------------------------------------------------ */

static double
rg_rule_row_unit (RgRuleRow *self)
{
  return rg_rule_row_get_rule (self)->kind->fields & RG_FIELD_MONEY
           ? RG_PRICE_UNIT : 1;
}

static gint64
rg_rule_row_read_spin (RgRuleRow *self, GtkWidget *control)
{
  double value = adw_spin_row_get_value (ADW_SPIN_ROW (control)) * rg_rule_row_unit (self);

  return (gint64) (value < 0 ? value - 0.5 : value + 0.5);
}

/* Below the row: "10 km", "3 times". */
static void
rg_rule_row_say_unit (RgRuleRow *self, GtkWidget *control)
{
  g_autofree char *text = rg_rule_kind_dup_number (rg_rule_row_get_rule (self)->kind,
                                                   rg_rule_row_read_spin (self, control),
                                                   self->currency);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (control), text != NULL ? text : "");
}

static void
rg_rule_row_apply_low (RgRuleRow *self, GtkWidget *control)
{
  rg_rule_row_get_rule (self)->low = rg_rule_row_read_spin (self, control);
  rg_rule_row_say_unit (self, control);
}

static void
rg_rule_row_apply_high (RgRuleRow *self, GtkWidget *control)
{
  rg_rule_row_get_rule (self)->high = rg_rule_row_read_spin (self, control);
  rg_rule_row_say_unit (self, control);
}

static void
rg_rule_row_add_number (RgRuleRow *self, const char *title, gint64 value, gint64 least,
                        gint64 most, RgApplyFunc apply)
{
  double unit = rg_rule_row_unit (self);
  guint digits = unit > 1 ? (guint) MAX (rg_currency_digits (self->currency), 0) : 0;
  GtkWidget *spin = rg_spin_new (title, (double) value / unit, (double) least / unit,
                                 (double) most / unit, digits);

  rg_rule_row_say_unit (self, spin);
  rg_rule_row_add_control (self, spin, "value", apply);
}

/* An exact number is both bounds. */
static void
rg_rule_row_apply_exact (RgRuleRow *self, GtkWidget *control)
{
  rg_rule_row_apply_low (self, control);
  rg_rule_row_apply_high (self, control);
}

static const char *
rg_rule_row_get_bound_title (RgOp op)
{
  switch (op)
    {
    case RG_OP_BETWEEN:
      return _("From");
    case RG_OP_AT_LEAST:
      return _("At Least");
    default:
      return _("Number");
    }
}

static void
rg_rule_row_add_comparison (RgRuleRow *self, const RgRule *rule)
{
  const RgRuleKind *kind = rule->kind;
  const gint64 least = kind->fields & (RG_FIELD_MONEY | RG_FIELD_MINUS) ? -kind->most : 0;
  RgOp op;

  rg_op_is_not (rule->op, &op);
  if (op != RG_OP_AT_MOST)
    rg_rule_row_add_number (self, rg_rule_row_get_bound_title (op), rule->low, least, kind->most,
                            op == RG_OP_IS ? rg_rule_row_apply_exact : rg_rule_row_apply_low);
  if (op == RG_OP_AT_MOST || op == RG_OP_BETWEEN)
    rg_rule_row_add_number (self, op == RG_OP_BETWEEN ? _("To") : _("At Most"), rule->high,
                            least, kind->most, rg_rule_row_apply_high);
}

static void
rg_rule_row_apply_within (RgRuleRow *self, GtkWidget *control)
{
  rg_rule_row_get_rule (self)->within = (int) adw_spin_row_get_value (ADW_SPIN_ROW (control));
}

static void
rg_rule_row_apply_month (RgRuleRow *self, GtkWidget *control)
{
  rg_rule_row_get_rule (self)->low = rg_combo_get (control) + 1;
}

static void
rg_rule_row_add_month (RgRuleRow *self)
{
  static const char *const months[] = {
    N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June"), N_("July"),
    N_("August"), N_("September"), N_("October"), N_("November"), N_("December"), NULL,
  };

  rg_rule_row_add_control (self,
                           rg_combo_new (_("Month"), months,
                                         (guint) rg_rule_row_get_rule (self)->low - 1),
                           "selected", rg_rule_row_apply_month);
}

/* --- contact and permission --------------------------------------------------------------- */

static void
rg_rule_row_apply_channel (RgRuleRow *self, GtkWidget *control)
{
  rg_rule_row_get_rule (self)->channel = (RgChannel) rg_combo_get (control);
}

static void
rg_rule_row_apply_permission (RgRuleRow *self, GtkWidget *control)
{
  rg_rule_row_get_rule (self)->permission = (RgPermission) rg_combo_get (control);
}

static void
rg_rule_row_apply_choice (RgRuleRow *self, GtkWidget *control)
{
  rg_rule_row_get_rule (self)->has = rg_combo_get (control);
}

static void
rg_rule_row_add_choice (RgRuleRow *self, const RgRule *rule)
{
  const guint n = rg_rule_kind_n_choices (rule->kind);
  g_autofree const char **labels = g_new0 (const char *, n + 1);

  for (guint i = 0; i < n; i++)
    labels[i] = rule->kind->choices[i].title;
  rg_rule_row_add_control (self, rg_combo_new (_("Which"), labels, rule->has), "selected",
                           rg_rule_row_apply_choice);
}

static void
rg_rule_row_add_permission (RgRuleRow *self)
{
  static const char *const channels[] = { N_("Post"), N_("E-mail"), N_("Calls"),
                                          N_("Text Messages"), NULL };
  static const char *const states[] = { N_("Not Asked"), N_("Yes"), N_("No"), NULL };
  const RgRule *rule = rg_rule_row_get_rule (self);

  rg_rule_row_add_control (self, rg_combo_new (_("Channel"), channels, rule->channel), "selected",
                           rg_rule_row_apply_channel);
  rg_rule_row_add_control (self, rg_combo_new (_("Permission"), states, rule->permission),
                           "selected", rg_rule_row_apply_permission);
}

/* --- the row ------------------------------------------------------------------------------ */

static void
rg_rule_row_add_within (RgRuleRow *self, const RgRule *rule)
{
  rg_rule_row_add_control (self,
                           rg_spin_new (_("Within … Days"), rule->within, 1, RG_DAYS_MAX, 0),
                           "value", rg_rule_row_apply_within);
}

static void
rg_rule_row_duplicate_cb (RgRuleRow *self)
{
  if (self->node != NULL)
    g_signal_emit (self, signals[SIGNAL_DUPLICATE], 0);
}

static void
rg_rule_row_apply_off (RgRuleRow *self, GtkWidget *control)
{
  self->node->off = !adw_switch_row_get_active (ADW_SWITCH_ROW (control));
}

/* What becomes of the rule as a whole. */
static void
rg_rule_row_add_whole (RgRuleRow *self)
{
  GtkWidget *counts = adw_switch_row_new ();
  GtkWidget *duplicate = adw_button_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (counts), _("Counts"));
  adw_switch_row_set_active (ADW_SWITCH_ROW (counts), !self->node->off);
  rg_rule_row_add_control (self, counts, "active", rg_rule_row_apply_off);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (duplicate), _("Duplicate Rule"));
  g_signal_connect_object (duplicate, "activated", G_CALLBACK (rg_rule_row_duplicate_cb), self,
                           G_CONNECT_SWAPPED);
  rg_rule_row_add_control (self, duplicate, NULL, NULL);
}

static void
rg_rule_row_build (RgRuleRow *self)
{
  const RgRule *rule = rg_rule_row_get_rule (self);
  const RgRuleKind *kind = rule->kind;

  rg_rule_row_add_kind (self);
  if (kind->fields & RG_FIELD_OWN)
    rg_rule_row_add_own (self, rule, self->dataset, self->currency);
  if (kind->fields & RG_FIELD_PERMISSION)
    rg_rule_row_add_permission (self);
  if (kind->fields & RG_FIELD_NAMES && !rg_op_is_part (rule->op))
    rg_rule_row_add_list (self, rule, G_STRUCT_OFFSET (RgRule, names),
                          rg_rule_chooser_new (self->dataset, kind->list));
  rg_rule_row_add_op (self, rule);
  if (kind->fields & RG_FIELD_CHOICE)
    rg_rule_row_add_choice (self, rule);
  if (kind->fields & RG_FIELD_TEXT || (kind->fields & RG_FIELD_NAMES && rg_op_is_part (rule->op)))
    rg_rule_row_add_text (self, rule);
  if (kind->fields & RG_FIELD_OTHERS)
    rg_rule_row_add_list (self, rule, G_STRUCT_OFFSET (RgRule, others),
                          rg_rule_chooser_new_for (
                            rg_rule_list_names (kind->list, self->dataset),
                            _("Add What They Did Not Buy")));
  if (kind->fields & (RG_FIELD_NUMBER | RG_FIELD_MONEY | RG_FIELD_TIMES))
    rg_rule_row_add_comparison (self, rule);
  if (kind->fields & RG_FIELD_MONTH)
    rg_rule_row_add_month (self);
  if (kind->fields & RG_FIELD_DAYS)
    rg_rule_row_add_number (self, _("Days"), rule->low, 1, kind->most, rg_rule_row_apply_low);
  if (kind->fields & RG_FIELD_WITHIN)
    rg_rule_row_add_within (self, rule);
  if (kind->fields & (RG_FIELD_WINDOW | RG_FIELD_YEARLY))
    rg_rule_row_add_window (self, rule);
  if (kind->fields & RG_FIELD_WHERE)
    rg_rule_row_add_where (self, rule, self->dataset);
  rg_rule_row_add_whole (self);
}

/* The control that the keyboard is in, or -1. */
static int
rg_rule_row_get_focus (RgRuleRow *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *at = root != NULL ? gtk_root_get_focus (root) : NULL;

  for (guint i = 0; at != NULL && i < self->controls->len; i++)
    if (at == self->controls->pdata[i] || gtk_widget_is_ancestor (at, self->controls->pdata[i]))
      return (int) i;
  return -1;
}

/* To the control of that title, else to the one that stands in its place now. */
static void
rg_rule_row_set_focus (RgRuleRow *self, const char *title, guint at)
{
  GtkWidget *to = self->controls->pdata[MIN (at, self->controls->len - 1)];

  for (guint i = 0; i < self->controls->len; i++)
    if (g_str_equal (adw_preferences_row_get_title (self->controls->pdata[i]), title))
      to = self->controls->pdata[i];
  gtk_widget_child_focus (to, GTK_DIR_TAB_FORWARD);
}

static gboolean
rg_rule_row_rebuild_cb (gpointer data)
{
  RgRuleRow *self = RG_RULE_ROW (data);
  const int at = rg_rule_row_get_focus (self);
  g_autofree char *title = NULL;

  if (self->node == NULL)
    return G_SOURCE_REMOVE;
  if (at >= 0)
    title = g_strdup (adw_preferences_row_get_title (self->controls->pdata[at]));
  self->filling = TRUE;
  for (guint i = 0; i < self->controls->len; i++)
    adw_expander_row_remove (ADW_EXPANDER_ROW (self), self->controls->pdata[i]);
  g_ptr_array_set_size (self->controls, 0);
  rg_rule_row_build (self);
  self->filling = FALSE;
  if (at >= 0)
    rg_rule_row_set_focus (self, title, (guint) at);
  return G_SOURCE_REMOVE;
}

/* Later: a control must not go while it is still telling that it changed. */
static void
rg_rule_row_rebuild (RgRuleRow *self)
{
  g_idle_add_full (G_PRIORITY_HIGH_IDLE, rg_rule_row_rebuild_cb, g_object_ref (self),
                   g_object_unref);
}

static void
rg_rule_row_remove_cb (RgRuleRow *self)
{
  if (self->node != NULL)
    g_signal_emit (self, signals[SIGNAL_REMOVE], 0);
}

static gboolean
rg_rule_row_remove_key_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  rg_rule_row_remove_cb (RG_RULE_ROW (widget));
  return TRUE;
}

static gboolean
rg_rule_row_duplicate_key_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  rg_rule_row_duplicate_cb (RG_RULE_ROW (widget));
  return TRUE;
}

static gboolean
rg_rule_row_move_key_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  if (RG_RULE_ROW (widget)->node != NULL)
    g_signal_emit (widget, signals[SIGNAL_MOVE], 0, g_variant_get_int32 (args));
  return TRUE;
}

static void
rg_rule_row_dispose (GObject *object)
{
  RgRuleRow *self = RG_RULE_ROW (object);

  g_clear_pointer (&self->dataset, rg_dataset_unref);
  G_OBJECT_CLASS (rg_rule_row_parent_class)->dispose (object);
}

static void
rg_rule_row_finalize (GObject *object)
{
  RgRuleRow *self = RG_RULE_ROW (object);

  g_ptr_array_unref (self->controls);
  g_free (self->currency);
  G_OBJECT_CLASS (rg_rule_row_parent_class)->finalize (object);
}

static void
rg_rule_row_class_init (RgRuleRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rg_rule_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = rg_rule_row_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", RG_TYPE_RULE_ROW, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_REMOVE] = g_signal_new ("remove", RG_TYPE_RULE_ROW, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_DUPLICATE] = g_signal_new ("duplicate", RG_TYPE_RULE_ROW, G_SIGNAL_RUN_LAST, 0,
                                            NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_MOVE] = g_signal_new ("move", RG_TYPE_RULE_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                       NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Up, GDK_ALT_MASK, rg_rule_row_move_key_cb,
                                "i", -1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Down, GDK_ALT_MASK, rg_rule_row_move_key_cb,
                                "i", 1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Delete, GDK_CONTROL_MASK,
                                rg_rule_row_remove_key_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_d, GDK_CONTROL_MASK,
                                rg_rule_row_duplicate_key_cb, NULL);
}

static void
rg_rule_row_init (RgRuleRow *self)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");

  self->controls = g_ptr_array_new ();
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  gtk_widget_set_tooltip_text (button, _("Remove Rule"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_object (button, "clicked", G_CALLBACK (rg_rule_row_remove_cb), self,
                           G_CONNECT_SWAPPED);
  adw_expander_row_add_suffix (ADW_EXPANDER_ROW (self), button);
  self->remove_button = button;
}

RgRuleRow *
rg_rule_row_new (RgNode *node, RgDataset *dataset, const char *currency)
{
  RgRuleRow *self = g_object_new (RG_TYPE_RULE_ROW, NULL);

  self->node = node;
  self->dataset = dataset != NULL ? rg_dataset_ref (dataset) : NULL;
  self->currency = g_strdup (currency);
  self->filling = TRUE;
  rg_rule_row_build (self);
  self->filling = FALSE;
  rg_rule_row_update_title (self);
  return self;
}

RgNode *
rg_rule_row_get_node (RgRuleRow *self)
{
  return self->node;
}

void
rg_rule_row_focus_first (RgRuleRow *self)
{
  gtk_widget_child_focus (self->controls->pdata[0], GTK_DIR_TAB_FORWARD);
}

void
rg_rule_row_forget_node (RgRuleRow *self)
{
  self->node = NULL;
}
